import Testing

@testable import Network

@Suite("Limits of architectures")
struct ArchitectureLimitsTests {
  static let image = Shape(rows: 28, columns: 28, channels: 1)

  @Test("Products are compared with a limit without being computed beyond it")
  func products() {
    #expect(ArchitectureLimits.holds(2, 3, 4, atMost: 24))
    #expect(!ArchitectureLimits.holds(2, 3, 4, atMost: 23))
    #expect(!ArchitectureLimits.holds(Int.max, Int.max, atMost: Int.max))
    #expect(!ArchitectureLimits.holds(Int.max, Int.max, 0, atMost: Int.max))
    #expect(ArchitectureLimits.holds(atMost: 1))
  }

  @Test(
    "What cannot be had is refused at the layer that asks for it",
    arguments: [
      [.upsampling(factor: Int.max)],
      [.depthToSpace(factor: Int.max)],
      [.upsampling(factor: 4096), .upsampling(factor: 4096)],
      [.convolution(filters: Int.max, kernel: 3, stride: 1, padding: .same)],
      [.convolution(filters: 1, kernel: Int.max, stride: Int.max, padding: .same)],
      [.transposedConvolution(filters: 1, kernel: 3, stride: Int.max, padding: .same)],
      [.maxPooling(size: Int.max, stride: Int.max)],
      [.averagePooling(size: Int.max, stride: Int.max, padding: .symmetric)],
      [.flatten, .dense(units: Int.max)],
      [.flatten, .dense(units: 1 << 27), .dense(units: 1 << 27)],
    ] as [[Layer]])
  func refused(layers: [Layer]) {
    #expect(throws: NetworkError.self) { try Architecture(input: Self.image, layers: layers) }
  }

  @Test("A network has so many layers and no more")
  func count() throws {
    let most = [Layer](repeating: .relu, count: ArchitectureLimits.layers)
    #expect(try Architecture(input: Self.image, layers: most).parameterCount == 0)
    #expect(throws: NetworkError.self) {
      try Architecture(input: Self.image, layers: most + [.relu])
    }
  }

  @Test("The largest sums that limits allow can be computed")
  func sums() {
    let layers = ArchitectureLimits.layers
    // Nine images an example, three passes a step.
    let most = ArchitectureLimits.multiplications.multipliedReportingOverflow(by: layers * 9 * 3)
    #expect(!most.overflow)
    #expect(!ArchitectureLimits.weights.multipliedReportingOverflow(by: layers * 2).overflow)
  }
}
