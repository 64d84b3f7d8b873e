#ifndef CPROCESSES_SHIM_H
#define CPROCESSES_SHIM_H

// Functions of glibc that its headers show only to those who ask for all GNU extensions.

#include <spawn.h>

// Closes every descriptor from `from` on in the child; glibc 2.34.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// A pipe whose ends are closed by exec from the start.
int pipe2(int ends[2], int flags);

#endif
