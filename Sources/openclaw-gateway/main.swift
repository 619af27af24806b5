import CommandTree
import Gateway
import Glibc
import Platform
import Profiles

// The bundled gateway. `openclaw gateway [run]` replaces itself with this program, with the same arguments.
exit(GatewayProgram.run(Array(CommandLine.arguments.dropFirst()), environment: .current()))
