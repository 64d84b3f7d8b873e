import Foundation
import Testing

@Suite("Odd places")
struct PathTests {
  @Test(
    "A store and a report may have any name that a file may have",
    arguments: [
      "with spaces and\nnew lines", "ünïcödé 🙂 per%20cent#?&", "quote'\"`$(x) back\\slash",
      "deep/"
        + Array(repeating: String(repeating: "d", count: 100), count: 20).joined(separator: "/"),
    ])
  func names(name: String) throws {
    let faults = try FaultWorkspace()
    try faults.expectCompletion(
      ["--store=./\(name)/store", "--out=./\(name)/report"], store: "\(name)/store",
      report: "\(name)/report")
  }

  @Test("A name that is too long for the system is one line", arguments: ["--store", "--out"])
  func tooLong(option: String) throws {
    let faults = try FaultWorkspace()
    let part = String(repeating: "d", count: 250)
    let path = Array(repeating: part, count: 30).joined(separator: "/")
    let result = try faults.workspace.run("sweep", "tiny", option, path)
    #expect(result.code == 74)
    #expect(result.err.contains("File name too long"), "\(result.err.suffix(300))")
  }

  @Test("Links to folders are followed")
  func links() throws {
    let faults = try FaultWorkspace()
    for name in ["store", "report"] {
      try FileManager.default.createDirectory(
        at: faults.file("real-\(name)"), withIntermediateDirectories: true)
      #expect(symlink("real-\(name)", faults.file("link-\(name)").path) == 0)
    }
    try faults.expectCompletion(
      ["--store", "link-store", "--out", "link-report"], store: "real-store", report: "real-report")
  }

  #if os(Linux)
    @Test(
      "Any mask of rights gives the same bytes, and takes away what it says", arguments: [0, 0o77])
    func mask(mask: Int) throws {
      let faults = try FaultWorkspace()
      // The child inherits it from a thread's process: `setpriv` and `env` cannot set it, Python can.
      let program = "import os,sys; os.umask(\(mask)); os.execv(sys.argv[1], sys.argv[1:])"
      let sweep = try Launched(
        faults.workspace, ["sweep", "tiny"], behind: ["python3", "-c", program])
      #expect(sweep.finish().code == 0, "\(sweep.err)")
      #expect(try faults.workspace.report() == faults.report)
      let path = "\(FaultWorkspace.storePath)/records/\(try faults.record())"
      let rights = try FileManager.default.attributesOfItem(atPath: faults.file(path).path)
      #expect(rights[.posixPermissions] as? Int == 0o644 & ~mask)
    }
  #endif
}
