// Runs a command with its output thrown away and prints the most memory it had resident, in KiB.
// A small parent: the peak that wait4(2) tells begins with the memory of the process that was forked.
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 2) return 2;
  pid_t child = fork();
  if (child == 0) {
    int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, 1);
    dup2(nothing, 2);
    execvp(arguments[1], arguments + 1);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child || WEXITSTATUS(status) == 127) return 1;
  printf("%ld\n", usage.ru_maxrss);
  return 0;
}
