import Datasets
import Downstream
import Network
import Testing

@testable import Study

@Suite("The cost of runs")
struct PlanCostTests {
  @Test("The lecture's pretext network takes 5.98 million operations an image and update")
  func lecture() throws {
    let study = try Package.load("lecture-rotnet-mnist").study
    let networks = try StudyNetworks.onDigits(study)
    // Multiplications of a forward pass: 14²·64·9 = 112,896, 7²·32·9·64 = 903,168,
    // 2²·16·9·32 = 18,432 and 64·4 = 256; backward twice that, without the first layer's inputs.
    let pretext = try #require(networks.firstPretext)
    #expect(Cost.forward(pretext) == 2 * 1_034_752)
    #expect(Cost.step(pretext) == 2 * (3 * 1_034_752 - 112_896))
    #expect(Cost.step(pretext) == 5_982_720)
  }

  @Test("A pretraining costs epochs times four rotations of every image")
  func pretraining() throws {
    let plan = try TinyStudy.plan { $0.pretexts[0].training.budget = .epochs(3) }
    let network = try #require(plan.networks.firstPretext)
    #expect(plan.runs[0].cost.operations == 3 * 10 * 4 * Cost.step(network))
  }

  @Test("A budget of updates costs them, their validations and the test")
  func trained() throws {
    let plan = try TinyStudy.plan()
    let network = plan.networks.classifier
    // 10 labels: 8 to train on, 2 to validate on after the updates 3 and 6; 10 + 20 test images.
    let expected =
      6 * 8 * Cost.step(network) + 2 * 2 * Cost.forward(network) + 30 * Cost.forward(network)
    #expect(plan.run("supervised, 10 labels, seed 11")?.cost.operations == expected)
    #expect(plan.run("rotation-finetuned, 10 labels, seed 11")?.cost.operations == expected)
  }

  @Test("A frozen encoder is paid for once an image")
  func frozen() throws {
    let plan = try TinyStudy.plan()
    let head = plan.networks.head
    let expected =
      6 * 8 * Cost.step(head) + (2 * 2 + 30) * Cost.forward(head)
      + (30 + 10) * Cost.forward(plan.networks.encoder)
    #expect(plan.run("rotation, 10 labels, seed 11")?.cost.operations == expected)
    #expect(plan.run("random, 10 labels, seed 11")?.cost.operations == expected)
  }

  @Test("A batch larger than the training part costs the part")
  func largeBatch() throws {
    let plan = try TinyStudy.plan { study in
      for index in study.arms.indices { study.arms[index].training.batchSize = 1000 }
    }
    let network = plan.networks.classifier
    let expected = 6 * 8 * Cost.step(network) + (2 * 2 + 30) * Cost.forward(network)
    #expect(plan.run("supervised, 10 labels, seed 11")?.cost.operations == expected)
  }

  @Test("A frozen encoder is paid for every time where its images are augmented")
  func augmented() throws {
    let plan = try TinyStudy.plan { study in
      for index in study.arms.indices {
        study.arms[index].training.augmentation = .init(crop: 1, flip: false)
      }
    }
    let networks = plan.networks
    let expected =
      6 * 8 * Cost.step(networks.head) + (2 * 2 + 30) * Cost.forward(networks.head)
      + (30 + 2 + 6 * 8) * Cost.forward(networks.encoder)
    #expect(plan.run("random, 10 labels, seed 11")?.cost.operations == expected)
  }

  @Test("Networks of every task can be measured: several images an example, images and boxes out")
  func calibrationOfTasks() throws {
    let plan = try TinyStudy.plan { study in
      study.pretexts = [
        try Self.pretext("context", [.join, .dense(.init(units: 8, activation: .none))]),
        try Self.pretext("simclr", [.flatten, .dense(.init(units: 5, activation: .none))]),
        try Self.pretext(
          "denoising",
          [.upsampling(.init(factor: 4))] + [
            .convolution(
              .init(filters: 1, kernel: 3, stride: 1, padding: .same, activation: .none))
          ]),
      ]
      study.arms = ["supervised", "context", "simclr", "denoising"].map { name in
        var arm = study.arms[name == "supervised" ? 0 : 1]
        arm.name = name
        if name != "supervised" { arm.weights = .pretext(name) }
        return arm
      }
      study.tasks.append(
        TaskSpecification(
          .detection(DetectionTask()),
          head: [.flatten, .dense(.init(units: 14, activation: .none))]))
    }
    let calibration = try Calibration(plan, level: .best, limit: 0)
    #expect(plan.runs.allSatisfy { calibration.seconds($0.cost) > 0 })
  }

  private static func pretext(
    _ task: String, _ head: [LayerSpecification]
  ) throws -> PretextSpecification {
    var pretext = try #require(try TinyStudy.study().pretexts.first)
    (pretext.name, pretext.task, pretext.head) = (task, PretextTaskSpecification(task), head)
    return pretext
  }

  @Test("The time of a run is that of its examples, each as long as it takes on this machine")
  func calibration() throws {
    let plan = try TinyStudy.plan()
    for level in CPULevel.available {
      let calibration = try Calibration(plan, level: level, limit: 0)
      let seconds = plan.runs.map { calibration.seconds($0.cost) }
      #expect(seconds.allSatisfy { $0 > 0 && $0.isFinite })
      var twice = plan.runs[0].cost
      let network = try #require(plan.networks.firstPretext)
      let work = try #require(twice.works.first)
      twice.add(network, of: plan.networks, trained: work.trained, read: work.read)
      #expect(abs(calibration.seconds(twice) - 2 * seconds[0]) < 1e-9 * seconds[0])
      #expect(twice.operations == 2 * plan.runs[0].cost.operations)
      #expect(calibration.seconds(Cost()) == 0)
    }
  }
}
