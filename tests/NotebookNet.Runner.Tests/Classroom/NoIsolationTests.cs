using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>A system that cannot shut a process in says so, and its limits hold for the process.</summary>
public sealed class NoIsolationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SandboxedCells Cells(SandboxLimits limits) =>
        new(ScratchFolder.For(_folder.Path, []), limits, new Isolation("there is no unshare here"));

    [Fact]
    public async Task It_says_what_can_be_reached()
    {
        await using SandboxedCells cells = Cells(new SandboxLimits());
        Assert.Equal(["the network", "other files"], cells.Sandbox.Missing);
        Assert.Equal("7", await cells.SaidAsync("Console.WriteLine(3 + 4);"));
    }

    [Theory]
    [InlineData(
        """int i = 0; while (true) { System.IO.File.WriteAllBytes($"{i++}", new byte[1 << 20]); System.Threading.Thread.Sleep(5); }""",
        "it wrote more than 50 MB of files"
    )]
    [InlineData(
        """int i = 0; while (true) { System.IO.Directory.CreateDirectory($"{i++}"); }""",
        "it wrote more than 500 files"
    )]
    [InlineData(
        "while (true) { var p = System.Runtime.InteropServices.Marshal.AllocHGlobal(1 << 20); for (int i = 0; i < 1 << 20; i += 4096) System.Runtime.InteropServices.Marshal.WriteByte(p, i, 1); }",
        "its processes held more than 800 MB of memory"
    )]
    public async Task Its_limits_hold(string source, string reason)
    {
        await using SandboxedCells cells = Cells(
            new SandboxLimits
            {
                Memory = 800L << 20,
                ScratchBytes = 50L << 20,
                ScratchFiles = 500,
            }
        );
        ExecutedCell cell = await cells.ExecuteAsync(source);
        Assert.False(cell.IsAlive);
        Assert.Equal(reason, cells.Sandbox.Ended);
    }
}
