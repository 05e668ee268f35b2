using System.Diagnostics;
using System.Globalization;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>Answers the commands that peers/side.py describes, for the sides that are written in C#.</summary>
internal static class SideServer
{
    /// <summary>Answers commands until standard input ends.</summary>
    /// <param name="load">Makes the network of a name ready, with its samples in the order of a number; the function it returns makes that many steps and returns the last one's loss.</param>
    public static void Serve(Func<string, int, Func<int, double>> load)
    {
        Func<int, double>? train = null;
        while (Console.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            switch (words)
            {
                case ["load", var name, var order]:
                    train = load(name, int.Parse(order, CultureInfo.InvariantCulture));
                    Console.WriteLine("ready");
                    break;
                case ["train", var steps] when train is not null:
                    long start = Stopwatch.GetTimestamp();
                    double loss = train(int.Parse(steps, CultureInfo.InvariantCulture));
                    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                    Console.WriteLine(
                        string.Create(CultureInfo.InvariantCulture, $"{seconds:R} {loss:R}")
                    );
                    break;
                default:
                    throw new InvalidOperationException($"Cannot do \"{line}\" now.");
            }
        }
    }
}
