import Foundation
import Testing

/// A browser, where one is installed, that looks at a page.
struct Chromium {
  /// What it saw.
  struct Sight {
    let width: Int
    let pageWidth: Int
    /// Its console's messages.
    let complaints: [String]
  }

  private let path: String

  init?() {
    let names = ["chromium", "chromium-browser", "google-chrome"]
    let found = names.map { "/usr/bin/\($0)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let found else { return nil }
    path = found
  }

  /// Shows a page in a frame of some width, without scripts of its own, and measures it.
  ///
  /// The page as it is is loaded in one frame, for its messages; a copy that may measure itself, without
  /// its policy, in another.
  func visit(_ page: String, width: Int, in folder: URL) throws -> Sight {
    let measuring = """
      <script>parent.postMessage([innerWidth, document.documentElement.scrollWidth].join(), "*")
      </script></body>
      """
    let copy = page.replacingOccurrences(of: "http-equiv=\"Content-Security-Policy\"", with: "")
      .replacingOccurrences(of: "</body>", with: measuring)
    let outer = """
      <!DOCTYPE html><script>onmessage = e => { document.title = "measured:" + e.data + ";" }</script>
      <iframe src="copy.html" width="\(width)" height="600" style="border:0"></iframe>
      <iframe src="page.html" width="\(width)" height="600"></iframe>
      """
    for (name, text) in [("page", page), ("copy", copy), ("outer", outer)] {
      try Data(text.utf8).write(to: folder.appendingPathComponent("\(name).html"))
    }
    let (dom, log) = try run(folder)
    let numbers = dom.components(separatedBy: "<title>measured:").dropFirst().first?
      .prefix { $0 != ";" }.split(separator: ",").compactMap { Int($0) }
    let measured = try #require(numbers, "\(dom.prefix(500)) \(log.suffix(500))")
    try #require(measured.count == 2)
    let complaints = log.split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init)
    return Sight(width: measured[0], pageWidth: measured[1], complaints: complaints)
  }

  private func run(_ folder: URL) throws -> (dom: String, log: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = [
      "-k", "5", "60", path, "--headless", "--no-sandbox", "--disable-gpu",
      "--disable-dev-shm-usage",
      "--no-first-run", "--enable-logging=stderr", "--virtual-time-budget=4000",
      "--user-data-dir=\(folder.path)/profile", "--dump-dom",
      "file://\(folder.path)/outer.html",
    ]
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path]
    let files = ["dom", "log"].map { folder.appendingPathComponent($0) }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return (texts[0], texts[1])
  }
}
