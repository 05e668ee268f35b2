using System.Diagnostics;
using MathNet.Numerics.Statistics;
using NotebookNet.Benchmarks.SideBySide;
using NotebookNet.Kernels;

namespace NotebookNet.Benchmarks.Scaling;

/// <summary>What the worker threads' rules of thumb are worth: the same work with and without each, in turns.</summary>
internal static class Heuristics
{
    private const int Rounds = 200;
    private const int Steps = 10;

    /// <summary>Times the smallest network of <see cref="TrainingCase.All"/> and prints a table.</summary>
    public static void Run(Dataset training)
    {
        Console.WriteLine(
            "| 784-50-10, SGD | µs, with | without | times as fast | median, with | without | times as fast |"
        );
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        Action step = TrainingCase.All[0].CreateStep(training);
        TimeSpan spin = Workers.SpinTime;
        Time(
            "one training; workers without work spin before they sleep",
            () => Repeat(step),
            without => Workers.SpinTime = without ? TimeSpan.Zero : spin
        );

        Action[] steps =
        [
            .. Enumerable
                .Range(0, Environment.ProcessorCount)
                .Select(_ => TrainingCase.All[0].CreateStep(training)),
        ];
        TimeSpan severalCallers = Workers.SeveralCallersTime;
        Time(
            $"{steps.Length} trainings side by side; threads that call by turns do without the workers",
            () => RunSideBySide(steps),
            without => Workers.SeveralCallersTime = without ? TimeSpan.Zero : severalCallers
        );
    }

    private static void Time(string name, Action work, Action<bool> set)
    {
        List<double>[] times =
        [
            [],
            [],
        ];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < 2; i++)
            {
                // The first of two turns is not timed.
                set(i == 1);
                work();
                long start = Stopwatch.GetTimestamp();
                work();
                times[i].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Steps);
            }
        }

        set(false);
        Console.Write($"| {name} |");
        foreach (double share in (double[])[0.1, 0.5])
        {
            double with = times[0].Quantile(share);
            double without = times[1].Quantile(share);
            Console.Write($" {with:F0} | {without:F0} | {without / with:F2} |");
        }

        Console.WriteLine();
    }

    private static void RunSideBySide(Action[] steps)
    {
        Thread[] threads = [.. steps.Select(step => new Thread(() => Repeat(step)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private static void Repeat(Action step)
    {
        for (int i = 0; i < Steps; i++)
        {
            step();
        }
    }
}
