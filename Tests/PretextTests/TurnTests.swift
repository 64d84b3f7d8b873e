import Testing

@testable import Pretext

@Suite("Turns")
struct TurnTests {
  /// sin and cos to nine digits, from a table.
  @Test(
    "Small angles have the sine and cosine of tables",
    arguments: [
      (0, 1, 0), (15, 0.965_925_826, 0.258_819_045), (30, 0.866_025_404, 0.5),
      (-30, 0.866_025_404, -0.5), (45, 0.707_106_781, 0.707_106_781),
    ] as [(Float, Float, Float)])
  func smallAngles(degrees: Float, cosine: Float, sine: Float) {
    let turn = Turn(degrees: degrees)
    #expect(abs(turn.cosine - cosine) <= cosine.ulp)
    #expect(abs(turn.sine - sine) <= abs(sine).ulp)
  }

  @Test("Sixteenths of a turn go around, quarter turns exactly")
  func sixteenths() {
    #expect((Turn(sixteenths: 0).cosine, Turn(sixteenths: 0).sine) == (1, 0))
    #expect((Turn(sixteenths: 4).cosine, Turn(sixteenths: 4).sine) == (0, 1))
    #expect((Turn(sixteenths: 8).cosine, Turn(sixteenths: 8).sine) == (-1, 0))
    #expect((Turn(sixteenths: 12).cosine, Turn(sixteenths: 12).sine) == (0, -1))
    for sixteenths in 0..<16 {
      let turn = Turn(sixteenths: sixteenths)
      let next = Turn(sixteenths: sixteenths + 1)
      #expect(abs(turn.cosine * turn.cosine + turn.sine * turn.sine - 1) < 1e-6)
      // cos 22.5°
      #expect(abs(turn.cosine * next.cosine + turn.sine * next.sine - 0.923_879_5) < 1e-6)
    }
  }
}
