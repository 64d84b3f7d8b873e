#pragma once
#include <stddef.h>
#include <stdint.h>

/* LLVM's libFuzzer as a library, which -sanitize=fuzzer links; its own `main` calls the same. */
int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*check)(const uint8_t *data, size_t size));
