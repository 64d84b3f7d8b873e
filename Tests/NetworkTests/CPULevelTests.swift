import Network
import Testing

@Suite("CPU levels")
struct CPULevelTests {
  @Test("Levels are ordered portable, AVX2, AVX-512")
  func order() {
    #expect(CPULevel.allCases.sorted() == [.portable, .avx2, .avx512])
    #expect(CPULevel.portable < .avx2)
    #expect(CPULevel.avx2 < .avx512)
    #expect(!(CPULevel.avx2 < .avx2))
  }

  @Test("The portable level is always available, the best one is the last of the available")
  func available() {
    #expect(CPULevel.available.first == .portable)
    #expect(CPULevel.available.last == .best)
    #expect(CPULevel.available == CPULevel.allCases.filter { $0 <= .best })
  }

  @Test("A level is known by its name in options and settings")
  func names() {
    #expect(CPULevel.allCases.map(\.rawValue) == ["portable", "avx2", "avx512"])
    #expect(CPULevel(rawValue: "sse") == nil)
  }
}
