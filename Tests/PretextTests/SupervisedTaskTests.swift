import Network
import Random
import Testing

@testable import Pretext

@Suite("Supervised")
struct SupervisedTaskTests {
  @Test("The labels are the images', in the order of the pass")
  func labels() throws {
    let images = TaskFixture.images(
      Array(0..<20), rows: 2, columns: 2, shuffling: RandomStream(seed: 2, purpose: "order"),
      labels: [4, 3, 2, 1, 0], classCount: 5)
    var task = try TaskFixture.task(SupervisedTask.self, on: images)
    task.begin(epoch: 1)
    #expect(task.count == 5)
    for index in 0..<5 {
      let first = TaskFixture.values(task, index)[0]
      #expect(task.label(index) == 4 - Int(first) / 4)
    }
    #expect((0..<5).map(task.label) != [4, 3, 2, 1, 0])
  }

  @Test("As many classes as the images have")
  func layout() throws {
    let subject = PretextSubject(shape: Shape(rows: 4, columns: 5, channels: 3), classCount: 7)
    let layout = try SupervisedTask.layout(PretextSettings([]), on: subject)
    #expect(layout == PretextLayout(input: subject.shape, answer: .classes(7)))
  }

  @Test("Images without labels are refused with a remedy")
  func unlabelled() throws {
    let images = TaskFixture.images(Array(0..<8), rows: 2, columns: 2)
    #expect(
      throws: PretextError("0 labels for images up to 2; use a labelled data set")
    ) { try TaskFixture.task(SupervisedTask.self, on: images) }
  }
}
