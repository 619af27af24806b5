// The least a Type=notify service can be: says READY=1 and sleeps until it is ended.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  const char *path = getenv("NOTIFY_SOCKET");
  if (!path || strlen(path) >= sizeof address.sun_path) return 1;
  strcpy(address.sun_path, path);
  if (path[0] == '@') address.sun_path[0] = 0;
  socklen_t length = offsetof(struct sockaddr_un, sun_path) + strlen(path);
  int socket_fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (sendto(socket_fd, "READY=1", 7, 0, (struct sockaddr *)&address, length) != 7) return 1;
  for (;;) pause();
}
