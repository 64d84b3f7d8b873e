#ifndef CCPUID_SHIM_H
#define CCPUID_SHIM_H

// What the processor and the operating system support, asked by the CPUID instruction: 2 for the
// AVX-512 subset of Skylake servers, 1 for AVX2 with FMA, 0 otherwise and on other architectures.

#if defined(__x86_64__)
#include <cpuid.h>

static inline int ccpuid_vector_level(void) {
  unsigned a, b, c, d, features, extended, low, high;
  if (!__get_cpuid(1, &a, &b, &features, &d)) return 0;
  const unsigned avx = bit_FMA | bit_OSXSAVE | bit_AVX | bit_MOVBE | bit_F16C;
  if ((features & avx) != avx) return 0;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  if ((low & 0x06) != 0x06) return 0;
  if (!__get_cpuid_count(7, 0, &a, &extended, &c, &d)) return 0;
  const unsigned avx2 = bit_AVX2 | bit_BMI | bit_BMI2;
  if ((extended & avx2) != avx2) return 0;
  const unsigned avx512 =
      bit_AVX512F | bit_AVX512DQ | bit_AVX512CD | bit_AVX512BW | bit_AVX512VL;
  return ((extended & avx512) == avx512 && (low & 0xE6) == 0xE6) ? 2 : 1;
}
#else
static inline int ccpuid_vector_level(void) { return 0; }
#endif

#endif
