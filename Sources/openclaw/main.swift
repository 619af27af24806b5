import CommandLineTool
import Platform

let status = Program.run(
  Array(CommandLine.arguments.dropFirst()), environment: .current(), console: .standard())
Program.exit(status)
