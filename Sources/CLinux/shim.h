// The Linux calls that Swift's Glibc module does not carry, and fixed-arity forms of variadic ones.
#pragma once
// _GNU_SOURCE stays off, so that the structures here are the ones Swift's Glibc module has; what only it declares is
// declared below.
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/netlink.h>
#include <linux/inet_diag.h>
#include <linux/openat2.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

extern int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
extern int pipe2(int descriptors[2], int flags);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);

// Variadic functions with the arguments they are called with here, and function-like macros.
static inline int cl_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }
static inline int cl_openat(int dir, const char *path, int flags, mode_t mode) { return openat(dir, path, flags, mode); }
// O_PATH of open(2), and openat2(2), which glibc does not wrap.
static const int cl_o_path = 010000000;
static inline int cl_openat2(int dir, const char *path, uint64_t flags, uint64_t resolve) {
  struct open_how how = { .flags = flags, .resolve = resolve };
  return (int)syscall(SYS_openat2, dir, path, &how, sizeof how);
}
static inline int cl_pidfd_open(pid_t pid, unsigned int flags) { return (int)syscall(SYS_pidfd_open, pid, flags); }
static inline int cl_fcntl(int fd, int command, int argument) { return fcntl(fd, command, argument); }
static inline int cl_ioctl_pointer(int fd, unsigned long request, void *argument) { return ioctl(fd, request, argument); }
static inline int cl_wifexited(int status) { return WIFEXITED(status); }
static inline int cl_wexitstatus(int status) { return WEXITSTATUS(status); }
static inline int cl_wtermsig(int status) { return WTERMSIG(status); }
static inline int cl_wcoredump(int status) { return WCOREDUMP(status); }
static inline int cl_pidfd_send_signal(int fd, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, fd, signal, NULL, 0);
}
// close_range(2).
static inline int cl_close_range(unsigned first, unsigned last) { return (int)syscall(436, first, last, 0); }
// prctl(2) with one argument.
static inline int cl_prctl(int option, unsigned long argument) { return prctl(option, argument, 0UL, 0UL, 0UL); }
// Of malloc.h, and the parameters of mallopt(3).
extern int malloc_trim(size_t pad);
extern int mallopt(int parameter, int value);
enum { CL_TRIM_THRESHOLD = -1, CL_TOP_PAD = -2 };
// struct ucred of unix(7), for SO_PEERCRED and SO_PASSCRED.
struct cl_ucred { pid_t pid; uid_t uid; gid_t gid; };
// fallocate(2) that gives the blocks of a range back to the file system and keeps the file's length.
extern int fallocate(int fd, int mode, off_t offset, off_t length);
static inline int cl_punch_hole(int fd, off_t offset, off_t length) { return fallocate(fd, 0x01 | 0x02, offset, length); }
// A datagram with the credentials of its sender, which the kernel attaches after SO_PASSCRED: recvmsg(2), unix(7).
// Without credentials the sender's pid is 0.
static inline ssize_t cl_receive_with_sender(int fd, void *buffer, size_t size, struct cl_ucred *sender) {
  union { struct cmsghdr header; char space[CMSG_SPACE(sizeof(struct cl_ucred))]; } control;
  struct iovec part = { .iov_base = buffer, .iov_len = size };
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space };
  sender->pid = 0;
  ssize_t count = recvmsg(fd, &message, MSG_DONTWAIT | MSG_TRUNC);
  if (count < 0) return count;
  for (struct cmsghdr *item = CMSG_FIRSTHDR(&message); item; item = CMSG_NXTHDR(&message, item))
    if (item->cmsg_level == SOL_SOCKET && item->cmsg_type == 0x02 && item->cmsg_len >= CMSG_LEN(sizeof *sender))
      *sender = *(struct cl_ucred *)CMSG_DATA(item);
  return count;
}
// fork(2) and execve(2) of a program that gets SIGTERM when the thread that started it ends: PR_SET_PDEATHSIG. It reads
// nothing and writes to one descriptor. The result is its pid, or a negative errno; what cannot be run ends with 127.
static inline pid_t cl_spawn_companion(
    const char *path, int output, char *const *arguments, char *const *environment) {
  pid_t parent = getpid(), program = fork();
  if (program < 0) return -errno;
  if (program > 0) return program;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGPIPE, SIG_DFL);
  int input = open("/dev/null", O_RDONLY);
  if (prctl(PR_SET_PDEATHSIG, SIGTERM, 0UL, 0UL, 0UL) == 0 && getppid() == parent && dup2(input, 0) == 0 &&
      dup2(output, 1) == 1 && dup2(output, 2) == 2) {
    if (input > 2) close(input);
    execve(path, arguments, environment);
  }
  _exit(127);
}
// posix_spawn(3) by a child that ends at once, so that the program is init's child or a subreaper's and nobody here has
// to wait for it. The result is posix_spawn's.
static inline int cl_spawn_orphan(
    const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
    char *const *arguments, char *const *environment) {
  pid_t program, between = fork();
  if (between < 0) return errno;
  if (between == 0) _exit(posix_spawn(&program, path, actions, attributes, arguments, environment));
  int status;
  while (waitpid(between, &status, 0) < 0)
    if (errno != EINTR) return errno;
  return WIFEXITED(status) ? WEXITSTATUS(status) : ECANCELED;
}
// posix_spawn(3) by a child that has joined a control group, through its file cgroup.procs, and ends at once: the program
// is in the group from its first instruction on. It is a child of this process if this one is a subreaper, prctl(2).
static inline int cl_spawn_in_group(
    int members, pid_t *program, const char *path, const posix_spawn_file_actions_t *actions,
    const posix_spawnattr_t *attributes, char *const *arguments, char *const *environment) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return errno;
  pid_t between = fork();
  if (between == 0) {
    if (write(members, "0", 1) != 1) _exit(errno);
    int code = posix_spawn(program, path, actions, attributes, arguments, environment);
    _exit(code == 0 && write(ends[1], program, sizeof *program) != sizeof *program ? EIO : code);
  }
  int code = between < 0 ? errno : 0, status;
  while (between > 0 && waitpid(between, &status, 0) < 0)
    if (errno != EINTR) code = errno, between = 0;
  if (between > 0) code = WIFEXITED(status) ? WEXITSTATUS(status) : ECANCELED;
  if (code == 0 && read(ends[0], program, sizeof *program) != sizeof *program) code = EIO;
  close(ends[0]);
  close(ends[1]);
  return code;
}
