import CCPUID

/// The instruction sets that the kernels are compiled for. All give the same bits.
public enum CPULevel: String, CaseIterable, Sendable, Comparable {
  /// The base of the architecture: SSE2 on x86-64, NEON on arm64.
  case portable
  /// AVX2 with fused multiply-add (Haswell and later).
  case avx2
  /// AVX-512 F, DQ, CD, BW and VL (Skylake servers, Zen 4 and later).
  case avx512

  /// The best level of this machine.
  public static var best: CPULevel {
    switch ccpuid_vector_level() {
    case 2: .avx512
    case 1: .avx2
    default: .portable
    }
  }

  /// The levels that this machine can run, the slowest first.
  public static var available: [CPULevel] { allCases.filter { $0 <= best } }

  /// Orders by speed.
  public static func < (left: CPULevel, right: CPULevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .portable: 0
    case .avx2: 1
    case .avx512: 2
    }
  }
}
