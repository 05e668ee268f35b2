using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using NotebookNet.Benchmarks.Scaling;
using NotebookNet.Benchmarks.SideBySide;

namespace NotebookNet.Benchmarks;

/// <summary>The command line: <c>peers</c> compares training steps with NumPy's and PyTorch's, <c>threads</c> compares one thread with all, <c>parts</c> takes a step apart, <c>benchmark</c> runs BenchmarkDotNet.</summary>
public static class Program
{
    private const int NameWidth = 70;

    /// <summary>Runs one command.</summary>
    /// <returns>0, or 1 where the sides of a comparison disagree.</returns>
    public static int Main(string[] args) =>
        new RootCommand("How fast NotebookNet trains.")
        {
            Peers(),
            Threads(),
            Parts(),
            Benchmark(),
            Side(),
        }
            .Parse(args)
            .Invoke();

    private static Command Peers()
    {
        var json = new Option<FileInfo?>("--json")
        {
            Description =
                "A file for the measurements, one row a network, side and number of threads.",
        };
        var command = new Command(
            "peers",
            "Times the same training steps in NotebookNet, NumPy and PyTorch, side by side."
        )
        {
            json,
        };
        command.SetAction(result => PeersCommand.Run(result.GetValue(json)?.FullName));
        return command;
    }

    private static Command Threads()
    {
        var command = new Command(
            "threads",
            "Times training steps on one thread and on all, in turns."
        );
        command.SetAction(_ => ThreadsCommand.Run());
        return command;
    }

    private static Command Parts()
    {
        var command = new Command("parts", "Times the parts of a step of the smallest network.");
        command.SetAction(_ => PartsCommand.Run());
        return command;
    }

    private static Command Benchmark()
    {
        var command = new Command(
            "benchmark",
            "Runs BenchmarkDotNet; what follows are its own arguments, such as --filter '*Product*'."
        )
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        IConfig config = DefaultConfig.Instance.WithSummaryStyle(
            SummaryStyle.Default.WithMaxParameterColumnWidth(NameWidth)
        );
        command.SetAction(result =>
            BenchmarkSwitcher
                .FromAssembly(typeof(Program).Assembly)
                .Run([.. result.UnmatchedTokens], config)
        );
        return command;
    }

    private static Command Side()
    {
        var work = new Option<string>("--work") { Required = true };
        var data = new Option<string>("--data") { Required = true };
        var threads = new Option<int>("--threads") { Required = true };
        var command = new Command(
            NotebookNetSide.Command,
            "NotebookNet's side of a comparison, in a process of its own like the others."
        )
        {
            work,
            data,
            threads,
        };
        command.Hidden = true;
        command.SetAction(result =>
            NotebookNetSide.Serve(result.GetRequiredValue(data), result.GetRequiredValue(threads))
        );
        return command;
    }
}
