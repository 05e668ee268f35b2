using System.Diagnostics;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.Statistics;
using NotebookNet.Benchmarks.SideBySide;
using NotebookNet.Kernels;

namespace NotebookNet.Benchmarks.Scaling;

/// <summary>
/// The command <c>threads</c>: training steps on one thread and on all, in one process, in turns so short that both meet the
/// machine in the same state.
/// </summary>
internal static class ThreadsCommand
{
    private const int Rounds = 800;
    private const int FirstSteps = 300;

    /// <summary>Floating-point operations of a turn's products: some 1.5 ms of work.</summary>
    private const double OperationsInTurn = 45e6;

    private const double OperationsInPeakTurn = 5e6;

    /// <summary>Small products that the threads share out: some 150 µs on one.</summary>
    private const int SmallProducts = 96;
    private const int SmallSize = 32;

    /// <summary>Times the networks of <see cref="TrainingCase.All"/> and prints a table.</summary>
    public static void Run()
    {
        int all = Workers.Count;
        Console.WriteLine(Machine.Description);
        Console.WriteLine();
        Console.WriteLine(
            $"| a step of | µs, 1 thread | GFLOP/s | of the peak | µs, {all} threads | times as fast | the machine's own | median, 1 | of the peak | median, {all} | times as fast | the machine's own |"
        );
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        Action smallProducts = CreateSmallProducts(all);
        Dataset training = Mnist.Load(Path.Combine(DataDirectory.Find(), "mnist")).Train;
        foreach (TrainingCase network in TrainingCase.All)
        {
            Time(network, network.CreateStep(training), all, smallProducts);
        }

        Console.WriteLine();
        Console.WriteLine(
            "The numbers before the medians: the fastest tenth of the turns ends there. GFLOP/s: the floating-point operations of a "
                + "step's matrix products alone, over the time of the whole step. The peak: multiply-adds in registers on one thread in "
                + "the same rounds. The machine's own: how many times as fast products "
                + $"of {SmallSize}×{SmallSize} are in the same rounds, which share nothing and wait for no memory."
        );
        Console.WriteLine();
        Spinning.Run(training);
    }

    private static Action CreateSmallProducts(int threads)
    {
        DenseMatrix[] factors =
        [
            .. Enumerable.Range(0, threads).Select(_ => DenseMatrix.CreateIdentity(SmallSize)),
        ];
        DenseMatrix[] products =
        [
            .. Enumerable.Range(0, threads).Select(_ => new DenseMatrix(SmallSize)),
        ];
        return () =>
            Workers.Run(
                Workers.Count,
                (factors, products, count: SmallProducts / Workers.Count),
                static (work, part) =>
                {
                    for (int i = 0; i < work.count; i++)
                    {
                        MatrixProduct.Multiply(
                            work.factors[part],
                            work.factors[part],
                            work.products[part]
                        );
                    }
                }
            );
    }

    private static void Time(TrainingCase network, Action step, int all, Action smallProducts)
    {
        int steps = Math.Max(1, (int)(OperationsInTurn / network.ProductOperations()));
        int[] threads = [1, all];
        List<double>[] times =
        [
            [],
            [],
        ];
        List<double>[] machine =
        [
            [],
            [],
        ];
        List<double> peak = [];
        Repeat(FirstSteps, step);
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < threads.Length; i++)
            {
                Control.MaxDegreeOfParallelism = threads[i];
                Repeat(Math.Min(steps, 2), step);
                times[i].Add(Microseconds(steps, step));
                machine[i].Add(Microseconds(1, smallProducts));
            }

            long start = Stopwatch.GetTimestamp();
            double operations = Peak.Run(OperationsInPeakTurn);
            peak.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / operations);
        }

        Console.Write($"| {network.Name} |");
        foreach (double share in (double[])[0.1, 0.5])
        {
            double one = times[0].Quantile(share);
            double several = times[1].Quantile(share);
            double own = machine[0].Quantile(share) / machine[1].Quantile(share);
            double rate = network.ProductOperations() / one;
            Console.Write($" {one:F0} |");
            Console.Write(share < 0.5 ? $" {rate / 1e3:F1} |" : "");
            Console.Write($" {rate * peak.Quantile(share):P0} |");
            Console.Write($" {several:F0} | {one / several:F2} | {own:F2} |");
        }

        Console.WriteLine();
    }

    private static double Microseconds(int times, Action step)
    {
        long start = Stopwatch.GetTimestamp();
        Repeat(times, step);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / times;
    }

    private static void Repeat(int times, Action step)
    {
        for (int i = 0; i < times; i++)
        {
            step();
        }
    }
}
