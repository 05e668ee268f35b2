using System.Diagnostics;
using System.Globalization;
using MathNet.Numerics;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>NotebookNet's side of a comparison: it answers the commands that peers/side.py describes.</summary>
internal static class NotebookNetSide
{
    /// <summary>The command that starts it.</summary>
    public const string Command = "side";

    /// <summary>Answers commands until standard input ends.</summary>
    /// <param name="data">The folder with MNIST.</param>
    /// <param name="threads">Number of threads to use.</param>
    public static void Serve(string data, int threads)
    {
        Control.MaxDegreeOfParallelism = threads;
        Dataset training = Mnist.Load(data).Train;
        Func<int, double>? train = null;
        while (Console.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            switch (words)
            {
                case ["load", var key]:
                    train = Load(TrainingCase.All.Single(network => network.Key == key), training);
                    Console.WriteLine("ready");
                    break;
                case ["train", var steps] when train is not null:
                    long start = Stopwatch.GetTimestamp();
                    double loss = train(int.Parse(steps, CultureInfo.InvariantCulture));
                    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                    Console.WriteLine($"{seconds:R} {loss:R}");
                    break;
                default:
                    throw new InvalidOperationException($"Cannot do \"{line}\" now.");
            }
        }
    }

    private static Func<int, double> Load(TrainingCase network, Dataset training)
    {
        Network trained = network.CreateNetwork();
        Optimizer optimizer = network.CreateOptimizer();
        var batches = new MiniBatches(training, network.BatchSize, seed: TrainingCase.Seed);
        return steps =>
        {
            double loss = 0;
            for (int i = 0; i < steps; i++)
            {
                loss = trained.Backpropagate(batches.Next());
                optimizer.Update(trained.Parameters);
            }

            return loss;
        };
    }
}
