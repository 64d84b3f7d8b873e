import Datasets
import Foundation
import Images
import Network

/// Times the training engine, one workload a call, and prints a JSON line for every measured epoch
/// in the form that the programs in `peers` use, too. `compare.py` runs them in turn.
@main
enum EngineBenchmark {
  static let usage = """
    Usage: engine-benchmark WORKLOAD [OPTION VALUE]...

      pretext         the lecture's pretext epoch: 4 rotations of every image, batches of 192, Adam
      regularized     the same with batch normalisation and dropout, which the lecture has not
      contrastive     pairs of rotations, compared over batches of 96; normalised, too
      reconstruction  two convolutions that reproduce 4 rotations of every image, batches of 192
      supervised      the lecture's supervised epoch: 800 images in batches of 32, SGD; 200 validate
      peak            multiply-adds between registers on one core: the most that it can do

      --epochs N   measured epochs, after one that is not (default: 3)
      --seeds N    trainings at the same time (default: 1)
      --threads N  threads of each of them (default: 1)
      --peaks N    measure the peak so often before the epochs, and again behind them (default: 0)
      --images N   pretext: images before rotation (default: 10000)
      --filters N  filters of the first convolution; the second has half (default: 64)
      --data DIR   a folder with MNIST, before those that bench looks in
      --initial FILE
                   write the first training's initial weights there, for the peers to begin
                   with: 32-bit floats, least significant byte first, in Keras' order

    BENCH_CPU=portable, avx2 or avx512 chooses the kernels.
    """

  static func main() {
    do {
      let options = try BenchmarkOptions(Array(CommandLine.arguments.dropFirst()))
      let level = try chosenLevel()
      switch options.workload {
      case .pretext, .regularized:
        try Workload.pretext(options, try training(options)).run(options, level)
      case .contrastive:
        try Workload.contrastive(options, try training(options)).run(options, level)
      case .reconstruction:
        try Workload.reconstruction(options, try training(options)).run(options, level)
      case .supervised: try Workload.supervised(options, try training(options)).run(options, level)
      case .peak: PeakMeasurement(level: level).run(count: options.epochs)
      }
    } catch {
      stop("\(error)")
    }
  }

  /// Ends the program: a training that fails on one thread would leave the others waiting.
  static func stop(_ message: String) -> Never {
    FileHandle.standardError.write(Data("engine-benchmark: \(message)\n".utf8))
    exit(1)
  }

  private static func training(_ options: BenchmarkOptions) throws -> ImageSet {
    let library = DataLibrary(
      searchPath: DataLibrary.searchPath(
        dataOption: options.data, environment: ProcessInfo.processInfo.environment))
    return try library.load(DatasetRequest("mnist")).training
  }

  private static func chosenLevel() throws -> CPULevel {
    guard let name = ProcessInfo.processInfo.environment["BENCH_CPU"], !name.isEmpty else {
      return .best
    }
    guard let level = CPULevel(rawValue: name), level <= .best else {
      let known = CPULevel.available.map(\.rawValue).joined(separator: ", ")
      throw UsageError("BENCH_CPU: '\(name)' is no level of this machine; use one of \(known)")
    }
    return level
  }
}

/// A line that says what is wrong with the command line or the environment.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
