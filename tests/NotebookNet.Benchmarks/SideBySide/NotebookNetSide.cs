using MathNet.Numerics;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>NotebookNet's side of a comparison.</summary>
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
        SideServer.Serve(
            (name, order) =>
                order == 0
                    ? Load(TrainingCase.All.Single(network => network.Key == name), training)
                    : throw new NotSupportedException(
                        "It trains in double precision, in which another order of summation tells nothing."
                    )
        );
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
