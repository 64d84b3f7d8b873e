import Network
import Testing

/// Weights after a few epochs of Keras 3.15 on TensorFlow 2.21 (`fit`, no shuffling), from the same
/// first weights on the same examples. Single precision and another order of sums allow 2e-5.
@Suite("Trajectories of Keras")
struct TrajectoryTests {
  struct Trajectory: Sendable {
    let optimizer: Optimizer
    let weights: [Float]
    let losses: [Double]
  }

  static let dense = [
    Trajectory(
      optimizer: .sgd(learningRate: 0.1, momentum: 0.9),
      weights: [
        -1.144_962_9, 0.372_073_83, 0.472_888_98, -0.276_249_26, 0.445_303_56, -0.169_054_33,
        0.304_815_62, -0.207_712_08, 0.202_896_43, -0.241_095_81, 0.562_334_12, -0.321_238_25,
      ],
      losses: [1.170_574_4, 1.112_290_1, 1.016_960_4, 0.905_286_4, 0.792_720_0]),
    Trajectory(
      optimizer: .sgd(learningRate: 0.1, momentum: 0),
      weights: [
        -0.661_453_07, 0.024_438_316, 0.337_014_7, -0.359_193_98, 0.103_835_04, 0.255_358_93,
        -0.160_168_05, 0.039_310_664, 0.420_857_37, -0.074_315_23, 0.153_287_65, -0.078_972_44,
      ],
      losses: [1.170_574_4, 1.139_747_5, 1.110_449_7, 1.082_561_9, 1.055_975_8]),
    Trajectory(
      optimizer: .adam(learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
      weights: [
        -0.597_311_08, -0.015_058_243, 0.340_714_3, -0.387_725_3, 0.086_699_404, 0.308_869_03,
        -0.235_168_08, 0.062_604_39, 0.406_881_12, -0.015_168_918, 0.099_522_375, -0.046_406_88,
      ],
      losses: [1.166_087_5, 1.144_081_8, 1.125_298_98, 1.107_216_5, 1.089_573_6]),
    Trajectory(
      optimizer: .adam(learningRate: 0.05, beta1: 0.8, beta2: 0.99, epsilon: 1e-3),
      weights: [
        -0.961_252_93, 0.310_923_1, 0.478_929_55, -0.327_913_43, 0.422_552_4, -0.033_470_497,
        0.002_708_366, -0.074_473_76, 0.082_985_4, -0.094_977_64, 0.453_828, -0.172_998_95,
      ],
      losses: [1.168_228_5, 1.066_947_6, 0.985_173_2, 0.911_596_6, 0.844_871_9]),
  ]

  /// ((i × step) mod modulus − shift) / divisor, cut into examples.
  private func examples(
    _ shape: Shape, _ count: Int, step: Int, modulus: Int, shift: Int, divisor: Float,
    labels: [Int]
  ) -> ListSource {
    let values = (0..<(count * shape.count)).map {
      Float(($0 * step) % modulus - shift) / divisor
    }
    let images = (0..<count).map {
      Array(values[($0 * shape.count)..<(($0 + 1) * shape.count)])
    }
    return ListSource(shape: shape, images: images, labels: labels)
  }

  private func train(
    _ layers: [Layer], on source: ListSource, _ optimizer: Optimizer, batch: Int, epochs: Int,
    ramp: (step: Int, modulus: Int, divisor: Float)
  ) throws -> (model: Model, start: [[Float]], losses: [Double]) {
    let architecture = try Architecture(input: source.shape, layers: layers)
    let model = Model(architecture, level: .best, tile: 3)
    let weights = rampWeights(
      architecture, step: ramp.step, modulus: ramp.modulus, divisor: ramp.divisor,
      biasToo: layers.count > 1)
    try model.setWeights(weights, ofFirst: model.architecture.affineLayerCount)
    let start = model.outputs(for: source)
    var trainer = Trainer(
      model, on: source,
      training: Training(
        optimizer: optimizer, batchSize: batch, shuffles: false, length: .epochs(epochs)))
    let log = try trainer.run()
    return (model, start, log.measurements.map(\.loss))
  }

  private func expectClose(
    _ found: [Float], _ expected: [Float], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, sourceLocation: sourceLocation)
    for (value, exact) in zip(found, expected) {
      #expect(abs(value - exact) < 2e-5, sourceLocation: sourceLocation)
    }
  }

  @Test("A dense layer trains as in Keras, five epochs of two batches", arguments: dense)
  func denseLayer(_ trajectory: Trajectory) throws {
    let source = examples(
      Shape(rows: 1, columns: 1, channels: 3), 4, step: 3, modulus: 7, shift: 3, divisor: 4,
      labels: [0, 1, 2, 1])
    let result = try train(
      [.dense(units: 3)], on: source, trajectory.optimizer, batch: 2, epochs: 5, ramp: (4, 11, 10))
    expectClose(result.model.weights, trajectory.weights)
    expectClose(result.losses.map { Float($0) }, trajectory.losses.map { Float($0) })
  }

  @Test("Convolutions with stride 2 and a pool train as in Keras, by momentum")
  func convolutionsByMomentum() throws {
    let source = examples(
      Shape(rows: 8, columns: 8, channels: 1), 5, step: 29, modulus: 97, shift: 0, divisor: 96,
      labels: [0, 1, 2, 1, 0])
    let result = try train(
      [
        .convolution(filters: 4, kernel: 3, stride: 2, padding: .same), .relu,
        .maxPooling(size: 2, stride: 2),
        .convolution(filters: 3, kernel: 3, stride: 1, padding: .same), .relu, .flatten,
        .dense(units: 3),
      ], on: source, .sgd(learningRate: 0.1, momentum: 0.9), batch: 5, epochs: 4,
      ramp: (37, 101, 100))
    expectClose(
      result.start.flatMap(\.self),
      [
        -0.385_199_73, -0.338_049_83, 0.421_298_47, -0.369_368_64, -0.264_539_96, 0.397_724_48,
        -0.367_118_42, -0.251_441_3, 0.341_487_17, -0.482_608_1, -0.205_41, 0.224_816_77,
        -0.370_700_48, -0.270_528_2, 0.259_725_27,
      ])
    expectClose(
      result.losses.map { Float($0) }, [1.218_297_2, 1.163_285_5, 1.080_807_2, 1.001_506_2])
    expectClose(
      stride(from: 0, to: 190, by: 13).map { result.model.weights[$0] },
      [
        -0.490_129_9, 0.313_341_6, 0.092_568_98, -0.302_618_9, -0.100_215_75, -0.34,
        0.440_191_7, 0.192_505, -0.056_301_545, -0.273_685_13, 0.558_281_84, 0.229_761_65,
        0.331_368_24, 0.105_839_23, -0.145_171_73,
      ])
  }

  @Test("A wide first layer and two pools train as in Keras, by Adam")
  func wideFirstLayerByAdam() throws {
    let source = examples(
      Shape(rows: 7, columns: 7, channels: 1), 5, step: 29, modulus: 97, shift: 0, divisor: 96,
      labels: [0, 1, 2, 1, 0])
    let result = try train(
      [
        .convolution(filters: 16, kernel: 3, stride: 1, padding: .same), .relu,
        .maxPooling(size: 2, stride: 2),
        .convolution(filters: 5, kernel: 3, stride: 2, padding: .same), .relu,
        .maxPooling(size: 2, stride: 2), .flatten, .dense(units: 3),
      ], on: source, .adam(learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7), batch: 5,
      epochs: 4, ramp: (37, 101, 200))
    expectClose(
      result.start.flatMap(\.self),
      [
        -0.320_650_52, -0.044_027_556, 0.140_910_95, -0.312_435_36, -0.048_825_83, 0.159_656_12,
        -0.290_290_7, -0.050_081_5, 0.155_281_5, -0.315_640_66, -0.043_214_1, 0.140_151_53,
        -0.292_393_62, -0.051_174_68, 0.166_995_35,
      ])
    expectClose(
      result.losses.map { Float($0) }, [1.158_947_35, 1.136_092_2, 1.115_452_8, 1.099_965])
    expectClose(
      stride(from: 0, to: 903, by: 97).map { result.model.weights[$0] },
      [
        -0.25, 0.034_447_163, -0.02, 0.232_099_52, 0.015, -0.246_090_66, 0.023_891_963, -0.185,
        0.085, -0.136_543_14,
      ])
  }
}
