import Network
import Random
import Testing

@testable import Pretext

/// What holds for every task that draws.
@Suite("Draws of pretext tasks")
struct PretextDrawTests {
  private static let drawing: [any PretextTask.Type] = [
    ContextTask.self, JigsawTask.self, SimCLRTask.self,
  ]
  private static let all: [any PretextTask.Type] =
    drawing + [RotationSource.self, SupervisedTask.self]

  private func everything<Task: PretextTask>(
    _ type: Task.Type, seed: UInt64, epochs: [Int], shuffling: RandomStream? = nil
  ) throws -> (values: [Float], labels: [Int]) {
    let images = TaskFixture.noise(6, side: 28, channels: 3, shuffling: shuffling)
    var task = try TaskFixture.task(type, on: images, seed: seed)
    for epoch in epochs { task.begin(epoch: epoch) }
    return TaskFixture.everything(task)
  }

  @Test("Equal seeds give equal examples, whatever epochs came before", arguments: 0..<5)
  func equal(number: Int) throws {
    let type = Self.all[number]
    let first = try everything(type, seed: 3, epochs: [1, 2])
    let second = try everything(type, seed: 3, epochs: [2])
    #expect(first == second)
  }

  @Test("Another epoch and another seed give other examples", arguments: 0..<3)
  func different(number: Int) throws {
    let type = Self.drawing[number]
    let first = try everything(type, seed: 3, epochs: [1])
    #expect(try everything(type, seed: 3, epochs: [2]).values != first.values)
    #expect(try everything(type, seed: 4, epochs: [1]).values != first.values)
  }

  @Test("Where no epoch begins, examples stay as they are", arguments: 0..<5)
  func constant(number: Int) throws {
    let type = Self.all[number]
    #expect(
      try everything(type, seed: 3, epochs: []) == everything(type, seed: 3, epochs: []))
    #expect(
      try everything(type, seed: 3, epochs: []).labels.allSatisfy { $0 >= 0 })
  }

  @Test("An image's examples do not depend on the order of the images", arguments: 0..<5)
  func independent(number: Int) throws {
    func check<Task: PretextTask>(_ type: Task.Type) throws {
      let stream = RandomStream(seed: 9, purpose: "order")
      let images = TaskFixture.noise(6, side: 28, channels: 3)
      let mixed = TaskFixture.noise(6, side: 28, channels: 3, shuffling: stream)
      var order = mixed
      order.begin(epoch: 2)
      var first = try TaskFixture.task(type, on: images)
      var second = try TaskFixture.task(type, on: mixed)
      first.begin(epoch: 2)
      second.begin(epoch: 2)
      let copies = first.count / 6
      let written = copies * first.branches
      for place in 0..<6 {
        let image = order.number(at: place)
        for copy in 0..<copies {
          #expect(second.label(place * copies + copy) == first.label(image * copies + copy))
        }
        for number in [0, written - 1] {
          #expect(
            TaskFixture.values(second, place * written + number)
              == TaskFixture.values(first, image * written + number))
        }
      }
    }
    try check(Self.all[number])
  }

  @Test("A layout tells the shapes and counts that the source has", arguments: 0..<5)
  func layouts(number: Int) throws {
    func check<Task: PretextTask>(_ type: Task.Type) throws {
      for channels in [1, 3] {
        let images = TaskFixture.noise(3, side: 28, channels: channels)
        let settings = PretextSettings(Task.options)
        let layout = try Task.layout(settings, on: images.subject)
        let task = try Task(settings, on: images, seed: 1)
        #expect(task.shape == layout.input)
        #expect(task.branches == layout.branches)
        #expect(task.count == 3 * layout.copies)
        if case .classes(let count) = layout.answer {
          #expect((0..<task.count).allSatisfy { task.label($0) < count })
        }
      }
    }
    try check(Self.all[number])
  }
}
