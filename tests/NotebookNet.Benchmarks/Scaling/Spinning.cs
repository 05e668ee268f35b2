using System.Diagnostics;
using MathNet.Numerics.Statistics;
using NotebookNet.Benchmarks.SideBySide;
using NotebookNet.Kernels;

namespace NotebookNet.Benchmarks.Scaling;

/// <summary>What it is worth that worker threads without work spin before they sleep: the same training with and without it, in turns.</summary>
internal static class Spinning
{
    private const int Rounds = 200;
    private const int Steps = 10;

    /// <summary>Times the smallest network of <see cref="TrainingCase.All"/> and prints a table.</summary>
    public static void Run(Dataset training)
    {
        Action step = TrainingCase.All[0].CreateStep(training);
        TimeSpan spin = Workers.SpinTime;
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
                Workers.SpinTime = i == 0 ? spin : TimeSpan.Zero;
                Repeat(step);
                long start = Stopwatch.GetTimestamp();
                Repeat(step);
                times[i].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Steps);
            }
        }

        Workers.SpinTime = spin;
        Console.WriteLine(
            "| a step of | µs, workers spin | sleep at once | times as fast | median, spin | sleep at once | times as fast |"
        );
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        Console.Write($"| {TrainingCase.All[0].Name} |");
        foreach (double share in (double[])[0.1, 0.5])
        {
            double with = times[0].Quantile(share);
            double without = times[1].Quantile(share);
            Console.Write($" {with:F0} | {without:F0} | {without / with:F2} |");
        }

        Console.WriteLine();
    }

    private static void Repeat(Action step)
    {
        for (int i = 0; i < Steps; i++)
        {
            step();
        }
    }
}
