#if os(Linux)
  import Foundation
  import Testing

  /// What a jump does to files that are being written is in `StoreTemporaryTests`.
  @Suite(
    "A clock that jumps",
    .enabled(if: Tool.find("faketime") != nil, "needs faketime (the package faketime)"))
  struct ClockTests {
    @Test(
      "Ten years back or forth, or fast, between sweeps and in them: the same records and report",
      arguments: [["-10y", "+10y"], ["+0 x1000"]])
    func jump(moments: [String]) throws {
      let faults = try FaultWorkspace()
      try faults.fill()
      let record = try faults.record()
      for moment in moments {
        try FileManager.default.removeItem(
          at: faults.file("\(FaultWorkspace.storePath)/records/\(record)"))
        let result = try Launched(
          faults.workspace, ["sweep", "tiny"], behind: ["faketime", "-f", moment]
        ).finish()
        #expect(result.code == 0, "\(result.err)")
        #expect(result.err.contains("13 in the store, 1 to do"))
        try faults.expectWhole()
      }
      try faults.expectCompletion()
    }

    @Test("A sweep whose clock is ten years ahead takes nothing from one that is writing")
    func together() throws {
      let faults = try FaultWorkspace()
      let sweep = try Launched(faults.workspace, ["sweep", "tiny"])
      var others: [Launched] = []
      for turn in 0..<2 {
        others.append(
          try Launched(
            faults.workspace, ["sweep", "tiny", "--out", "other-\(turn)"],
            behind: ["faketime", "-f", "+10y"]))
      }
      for process in [sweep] + others {
        let result = process.finish()
        #expect(result.code == 0, "\(result.err)")
      }
      try faults.expectCompletion()
    }
  }
#endif
