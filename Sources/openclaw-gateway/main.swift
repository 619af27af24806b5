import CommandTree
import Gateway
import Glibc
import Platform
import Profiles

// The bundled gateway. `openclaw gateway [run]` replaces itself with this program, with the same arguments.
let environment = Environment.current()
let status = GatewayProgram.run(Array(CommandLine.arguments.dropFirst()), environment: environment)
GatewayProgram.note(status, environment: environment)
exit(status)
