using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using NotebookNet.Runner.DotnetInteractive;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>Stop in an editor, in the kernel that readers have: a training and a search end, and the next cell has what they gave.</summary>
public sealed class KernelStopTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stop_ends_a_training_and_a_search_and_the_next_cell_has_what_they_gave()
    {
        Needs.Kernel();
        using KernelConnection kernel = await KernelConnection.OpenAsync(
            await KernelTool.FindAsync(_folder.Path, AppContext.BaseDirectory),
            _folder.Path
        );
        string library = AppContext.BaseDirectory;
        await RunAsync(
            kernel,
            $"""
            #r "{library}MathNet.Numerics.dll"
            #r "{library}NotebookNet.Kernels.dll"
            #r "{library}NotebookNet.dll"
            using NotebookNet;
            using System.IO;
            var data = SyntheticData.Spiral(3, 50, noise: 0.2, seed: 1);
            var folder = @"{_folder.Path}";
            TrainingHistory history = null;
            SearchResults results = null;
            Trainer NewTrainer(string begun, int? steps) =>
                new(Network.FullyConnected(2, [5], 3, seed: 1), new SGD(0.1))
                    {"{"} Steps = steps, OnStep = report => File.AppendAllText(Path.Combine(folder, begun), report.Step == 1 ? "." : "") {"}"};
            """
        );

        await StopAsync(
            kernel,
            "training",
            "history = NewTrainer(\"training\", int.MaxValue).Train(data);"
        );
        Assert.StartsWith(
            "Stopped at epoch ",
            await RunAsync(kernel, "history.ToString()"),
            StringComparison.Ordinal
        );

        // The first trial ends by itself, the second one would never.
        await StopAsync(
            kernel,
            "search",
            """
            results = new SearchSpace { ["x"] = SearchRange.Uniform(0, 1) }.RandomSearch(20, trial =>
            {
                NewTrainer(trial.Index == 0 ? "first" : "search", trial.Index == 0 ? 5 : int.MaxValue).Train(data);
                return trial.Index;
            }, threads: 1);
            """
        );
        Assert.StartsWith(
            "stopped after 1 of 20 trials",
            await RunAsync(kernel, "results.ToString()"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "7",
            await RunAsync(kernel, "NewTrainer(\"last\", 7).Train(data).Losses.Count.ToString()")
        );
    }

    /// <summary>Runs a cell, and stops it once it has written a file.</summary>
    private async Task StopAsync(KernelConnection kernel, string begun, string code)
    {
        SubmitCode cell = Cell(code);
        await kernel.SendAsync(cell);
        while (!File.Exists(_folder[begun]))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await kernel.SendAsync(new Cancel());
        while (await kernel.NextAsync() is var next && !(next is CommandFailed && IsOf(cell, next)))
        {
            Assert.False(next is CommandSucceeded && IsOf(cell, next), "not stopped");
        }
    }

    /// <summary>Runs a cell to its end.</summary>
    /// <returns>The text that it gave, if any.</returns>
    private static async Task<string> RunAsync(KernelConnection kernel, string code)
    {
        SubmitCode cell = Cell(code);
        await kernel.SendAsync(cell);
        string text = "";
        while (await kernel.NextAsync() is var next)
        {
            switch (next)
            {
                case ReturnValueProduced value:
                    text = value.FormattedValues.First().Value;
                    break;
                case CommandFailed failed:
                    Assert.Fail(failed.Message);
                    break;
                case CommandSucceeded when IsOf(cell, next):
                    return text;
            }
        }

        return text;
    }

    private static SubmitCode Cell(string code)
    {
        SubmitCode cell = new(code, "csharp");
        cell.SetToken(Guid.NewGuid().ToString("N"));
        return cell;
    }

    /// <summary>Whether an event is that of a cell, and not of a part of it.</summary>
    private static bool IsOf(SubmitCode cell, KernelEvent next) =>
        next.Command.GetOrCreateToken() == cell.GetOrCreateToken();
}
