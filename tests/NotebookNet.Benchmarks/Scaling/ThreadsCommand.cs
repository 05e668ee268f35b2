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

    /// <summary>Small products that the threads share out: some 150 µs on one.</summary>
    private const int SmallProducts = 96;
    private const int SmallSize = 32;

    /// <summary>Times the networks of <see cref="TrainingCase.All"/> and prints a table.</summary>
    public static void Run()
    {
        int all = Environment.ProcessorCount;
        Console.WriteLine(Machine.Description);
        Console.WriteLine();
        Console.WriteLine(
            $"| a step of | µs, 1 thread | µs, {all} threads | times as fast | the machine's own | median, 1 | median, {all} | times as fast | the machine's own |"
        );
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        Action smallProducts = CreateSmallProducts(all);
        Dataset training = Mnist.Load(Path.Combine(DataDirectory.Find(), "mnist")).Train;
        foreach (TrainingCase network in TrainingCase.All)
        {
            Network trained = network.CreateNetwork();
            Optimizer optimizer = network.CreateOptimizer();
            var batches = new MiniBatches(training, network.BatchSize, seed: TrainingCase.Seed);
            Time(
                network.Name,
                Math.Max(1, (int)(OperationsInTurn / network.ProductOperations())),
                () =>
                {
                    trained.Backpropagate(batches.Next());
                    optimizer.Update(trained.Parameters);
                },
                smallProducts
            );
        }

        Console.WriteLine();
        Console.WriteLine(
            "The first four numbers: the fastest tenth of the turns ends there. The machine's own: how many times as fast products "
                + $"of {SmallSize}×{SmallSize} are in the same rounds, which share nothing and wait for no memory."
        );
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

    private static void Time(string name, int steps, Action step, Action smallProducts)
    {
        int[] threads = [1, Environment.ProcessorCount];
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
        }

        Console.Write($"| {name} |");
        foreach (double share in (double[])[0.1, 0.5])
        {
            double one = times[0].Quantile(share);
            double several = times[1].Quantile(share);
            double own = machine[0].Quantile(share) / machine[1].Quantile(share);
            Console.Write($" {one:F0} | {several:F0} | {one / several:F2} | {own:F2} |");
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
