using System.Diagnostics;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using NotebookNet.Benchmarks.SideBySide;

namespace NotebookNet.Benchmarks.Scaling;

/// <summary>The command <c>parts</c>: what a step of the smallest network is made of, on one thread.</summary>
internal static class PartsCommand
{
    private const int Rounds = 5000;

    /// <summary>Takes steps part by part, and whole ones in turns with them, and prints a table.</summary>
    public static void Run()
    {
        Control.MaxDegreeOfParallelism = 1;
        Dataset training = Mnist.Load(Path.Combine(DataDirectory.Find(), "mnist")).Train;
        TrainingCase smallest = TrainingCase.All[0];
        Network network = smallest.CreateNetwork();
        Optimizer optimizer = smallest.CreateOptimizer();
        MiniBatches batches = new(training, smallest.BatchSize, seed: TrainingCase.Seed);
        Action step = smallest.CreateStep(training);
        (ILayer first, ILayer relu, ILayer last) = (
            network.Layers[0],
            network.Layers[1],
            network.Layers[2]
        );
        Batch batch = null!;
        Matrix<double> x = null!;
        (string Name, Action Work)[] parts =
        [
            ("the mini-batch", () => batch = batches.Next()),
            ("X·W + b, 784→50", () => x = first.Forward(batch.Input, training: true)),
            ("ReLU", () => x = relu.Forward(x, training: true)),
            ("X·W + b, 50→10", () => x = last.Forward(x, training: true)),
            (
                "softmax, cross-entropy and its gradient",
                () =>
                {
                    network.LossFunction.Forward(x, batch.Targets);
                    x = network.LossFunction.Backward();
                }
            ),
            ("dW, db and dX, 50→10", () => x = last.Backward(x)),
            ("ReLU's gradient", () => x = relu.Backward(x)),
            ("dW and db, 784→50", () => first.BackwardToParameters(x)),
            ("update", () => optimizer.Update(network.Parameters)),
            ("a whole step", step),
        ];
        List<double>[] times = [.. parts.Select(_ => new List<double>())];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < parts.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                parts[i].Work();
                times[i].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        Console.WriteLine($"{Machine.Description}; {smallest.Name}, one thread");
        Console.WriteLine();
        Console.WriteLine("| part | µs, fastest tenth | of the step | µs, median |");
        Console.WriteLine("|---|---:|---:|---:|");
        double whole = times[^1].Quantile(0.1);
        for (int i = 0; i < parts.Length; i++)
        {
            double fast = times[i].Quantile(0.1);
            Console.WriteLine(
                $"| {parts[i].Name} | {fast:F1} | {fast / whole:P1} | {times[i].Median():F1} |"
            );
        }
    }
}
