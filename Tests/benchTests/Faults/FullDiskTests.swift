#if os(Linux)
  import Foundation
  import Testing

  /// Small disks in memory, which only root may mount; without root, `RefusedWriteTests` has what a limit
  /// of the size of files shows.
  @Suite("A full disk", .enabled(if: Mount.isPossible, "needs root, to mount a small disk"))
  struct FullDiskTests {
    private static let page = 4096

    /// Expects one line for the disk, after the line of the plan.
    private func expectRefusal(
      _ result: ExecutableTests.Result, _ path: String, _ remedy: String,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(result.code == 74, "\(result.err)", sourceLocation: sourceLocation)
      let errors = result.err.split(separator: "\n").filter { $0.hasPrefix("bench: ") }
      #expect(errors.count == 1, "\(result.err)", sourceLocation: sourceLocation)
      for part in [path, "No space left on device", remedy] {
        #expect(
          errors.first?.contains(part) == true, "\(result.err)", sourceLocation: sourceLocation)
      }
    }

    @Test(
      "Under the store: whatever did not fit, what is there is whole, and with space it goes on")
    func store() throws {
      let faults = try FaultWorkspace()
      // From no room for the first weights on: the disk is full at attachments, records, timings.
      let disk = try #require(Mount(at: faults.file("disk"), bytes: 2 * Self.page))
      defer { disk.end() }
      for pages in [2, 9, 10, 11, 12] {
        #expect(disk.grow(to: pages * Self.page))
        let words = ["sweep", "tiny", "--store", "disk/store", "--jobs", "1"]
        expectRefusal(
          try faults.workspace.run(words), "disk/store/records", "with space left")
        try faults.expectWhole("disk/store")
        #expect(try faults.temporaries("disk/store").isEmpty, "nothing half-written is left")
        #expect(!FileManager.default.fileExists(atPath: faults.file("reports/tiny").path))
      }
      #expect(disk.grow(to: 4 << 20))
      try faults.expectCompletion(["--store", "disk/store"], store: "disk/store")
    }

    @Test("Without room for one more name, as of a lock or a folder: the same")
    func names() throws {
      let faults = try FaultWorkspace()
      let disk = try #require(Mount(at: faults.file("disk"), bytes: 4 << 20, names: 4))
      defer { disk.end() }
      for names in [4, 5, 7, 9, 10] {
        #expect(disk.grow(to: 4 << 20, names: names))
        expectRefusal(
          try faults.workspace.run("sweep", "tiny", "--store", "disk/store", "--jobs", "1"),
          "disk/store/records", "with space left")
        try faults.expectWhole("disk/store")
      }
      #expect(disk.grow(to: 4 << 20, names: 1000))
      try faults.expectCompletion(["--store", "disk/store"], store: "disk/store")
    }

    @Test("Under the report: the records are kept, and with space the report is the same")
    func report() throws {
      let faults = try FaultWorkspace()
      let disk = try #require(Mount(at: faults.file("disk"), bytes: Self.page))
      defer { disk.end() }
      for (turn, pages) in [1, 5, 9, 12].enumerated() {
        #expect(disk.grow(to: pages * Self.page))
        let command = turn == 0 ? "sweep" : "report"
        expectRefusal(
          try faults.workspace.run(command, "tiny", "--out", "disk/report"), "disk/report",
          "free space")
        #expect(
          !FileManager.default.fileExists(atPath: faults.file("disk/report/manifest.json").path))
      }
      #expect(try FaultWorkspace.results(of: faults.file(FaultWorkspace.storePath)) == faults.store)
      #expect(disk.grow(to: 4 << 20))
      let result = try faults.expectCompletion(["--out", "disk/report"], report: "disk/report")
      #expect(result.err.contains("14 in the store, 0 to do"))
    }

    @Test("Under both: the same command finishes both when there is space")
    func both() throws {
      let faults = try FaultWorkspace()
      let disk = try #require(Mount(at: faults.file("disk"), bytes: 20 * Self.page))
      defer { disk.end() }
      let words = ["--store", "disk/store", "--out", "disk/report"]
      expectRefusal(
        try faults.workspace.run(["sweep", "tiny"] + words), "disk/store/records", "with space left"
      )
      try faults.expectWhole("disk/store")
      #expect(disk.grow(to: 4 << 20))
      try faults.expectCompletion(words, store: "disk/store", report: "disk/report")
    }

    @Test("Under the folder for temporary files: no picture is cut short without a word")
    func pictures() throws {
      let workspace = try SweepWorkspace(drawsPictures: true)
      let whole = try workspace.run("sweep", "tiny", "--out", "whole-report")
      try #require(whole.code == 0, "\(whole.err)")
      let disk = try #require(Mount(at: workspace.file("disk"), bytes: Self.page))
      defer { disk.end() }
      // The script has no room; it has, and a picture has not.
      for pages in [1, 20] {
        #expect(disk.grow(to: pages * Self.page))
        let result = try workspace.run(
          "report", "tiny", environment: ["TMPDIR": workspace.file("disk").path])
        #expect(result.code == 74, "\(pages): \(result.err)")
        #expect(result.err.contains("free space there, name another folder"), "\(result.err)")
        #expect(!FileManager.default.fileExists(atPath: workspace.file("reports/tiny").path))
      }
      #expect(disk.grow(to: 16 << 20))
      let result = try workspace.run(
        "report", "tiny", environment: ["TMPDIR": workspace.file("disk").path])
      #expect(result.code == 0, "\(result.err)")
      #expect(try workspace.report() == workspace.report("whole-report"))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: workspace.file("disk").path).isEmpty)
    }

    @Test("A timing that does not fit is left out, and the run counts")
    func timing() throws {
      let faults = try FaultWorkspace()
      // A folder in its place, which no file replaces: as much of a refusal, and of the timing alone.
      let record = try faults.record()
      let timing = faults.file(
        "\(FaultWorkspace.storePath)/records/\(record.dropLast(5)).timing.json")
      try FileManager.default.createDirectory(at: timing, withIntermediateDirectories: true)
      try faults.expectCompletion()
    }
  }
#endif
