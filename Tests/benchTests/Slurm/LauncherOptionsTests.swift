import Foundation
import Testing

@testable import bench

@Suite("Launchers on the command line")
struct LauncherOptionsTests {
  @Test(
    "What does not go together is a usage error",
    arguments: [
      (["--slurm-throttle", "2"], "--slurm-throttle goes with --launcher slurm only"),
      (["--slurm-options=-c 2"], "--slurm-options goes with --launcher slurm only"),
      (["--launcher", "slurm", "--jobs", "2"], "--launcher slurm and --jobs exclude each other"),
      (["--launcher", "slurm", "--out", "x"], "--launcher slurm and --out exclude each other"),
      (["--launcher", "cloud"], "--launcher: 'cloud' is not one of local, slurm"),
      (
        ["--launcher", "slurm", "--slurm-options", "--array=1-9"],
        "--slurm-options: '--array=1-9': arrays are made of the plan"
      ),
    ] as [([String], String)])
  func refused(words: [String], message: String) async {
    let outcome = await Outcome.of(["sweep", "smoke"] + words)
    #expect(outcome.code == .usage)
    #expect(outcome.err.hasPrefix("bench: \(message)"), "\(outcome.err)")
  }

  @Test("Where Slurm's programs are not there, nothing is left, and the error says what to do")
  func noSlurm() throws {
    let workspace = try SweepWorkspace()
    let result = try workspace.run(
      "sweep", "tiny", "--launcher", "slurm", environment: ["PATH": "/nowhere"])
    #expect(result.code == 66)
    #expect(result.err.contains("scontrol: cannot be started"), "\(result.err)")
    let batches = try FileManager.default.contentsOfDirectory(
      atPath: workspace.file(".bench/store/batches").path)
    #expect(batches == [".lock"])
    let status = try workspace.run("status", "tiny", "--quiet")
    #expect(status.code == 1 && status.err.isEmpty)
    #expect(status.out.hasSuffix("\n0 of 14 runs are there\n"))
  }

  @Test("A local sweep's failures are shown, as a table and as JSON")
  func localStatus() throws {
    let workspace = try SweepWorkspace(supervisedRate: "1e30")
    #expect(try workspace.run("sweep", "tiny").code == 1)
    let status = try workspace.run("status", "tiny")
    #expect(status.code == 1)
    let lines = status.out.split(separator: "\n").map(String.init)
    #expect(lines[0] == "run                    planned  done  running  waiting  failed  missing")
    #expect(lines[2] == "supervised, 20 labels        2     0        0        0       2        0")
    #expect(lines[8] == "total                       14    10        0        0       4        0")
    #expect(lines[9].hasPrefix("failed: supervised, 20 labels, seed 11: training diverged"))
    #expect(lines.last == "10 of 14 runs are there")
    let json = try workspace.run("status", "tiny", "--json")
    let value = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
    #expect((value?["failures"] as? [Any])?.count == 4)
    #expect((value?["total"] as? [String: Any])?["done"] as? Int == 10)
  }

  @Test(
    "A worker refuses what is no task of a batch",
    arguments: [
      (["none/batch.json", "0", "1"], 65, "none/batch.json: "),
      (["seeds/few.txt", "0", "1"], 65, "seeds/few.txt: is no batch; submit again"),
    ] as [([String], Int32, String)])
  func worker(words: [String], code: Int32, message: String) throws {
    let workspace = try SweepWorkspace()
    let result = try workspace.run(["work"] + words)
    #expect(result.code == code)
    #expect(result.err.contains(message), "\(result.err)")
  }
}
