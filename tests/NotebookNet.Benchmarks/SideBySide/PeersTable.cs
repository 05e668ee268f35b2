using System.Text;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>The measurements as a Markdown table: a row a side, times and how many times NotebookNet's they are.</summary>
internal static class PeersTable
{
    /// <summary>The table.</summary>
    /// <param name="measurements">All sides, networks and numbers of threads.</param>
    /// <param name="productRate">Floating-point operations per second of matrix products on one core; NaN where unknown.</param>
    public static string Format(IReadOnlyList<Measurement> measurements, double productRate)
    {
        int[] threads = [.. measurements.Select(row => row.Threads).Distinct()];
        var table = new StringBuilder("| network | side |");
        foreach (int count in threads)
        {
            table.Append($" µs, {count} thread{(count == 1 ? "" : "s")} | ratio |");
        }

        table.AppendLine(" best µs | ratio | loss |");
        table.Append("|---|---|").Insert(table.Length, "---:|", (2 * threads.Length) + 3);
        foreach (TrainingCase network in TrainingCase.All)
        {
            Measurement[] rows = [.. measurements.Where(row => row.Network == network.Name)];
            Measurement[] ours = [.. rows.Where(row => row.Side == Side.NotebookNet.Name)];
            foreach (IGrouping<string, Measurement> side in rows.GroupBy(row => row.Side))
            {
                table.AppendLine().Append($"| {network.Name} | {side.Key} |");
                foreach (Measurement row in side)
                {
                    double own = ours.Single(other => other.Threads == row.Threads).Microseconds;
                    AppendTime(table, row.Microseconds, own);
                }

                AppendTime(
                    table,
                    side.Min(row => row.Microseconds),
                    ours.Min(row => row.Microseconds)
                );
                table.Append($" {side.First().Loss:F6} |");
            }

            if (double.IsFinite(productRate))
            {
                table
                    .AppendLine()
                    .Append(
                        $"| {network.Name} | *its products at {productRate / 1e9:F1} GFLOP/s* |"
                    );
                AppendTime(
                    table,
                    network.ProductOperations() / productRate * 1e6,
                    ours[0].Microseconds
                );
                table.Insert(table.Length, " |", (2 * threads.Length) + 1);
            }
        }

        table.AppendLine().AppendLine();
        table.Append(
            "A ratio is the side's time over NotebookNet's: above 1, NotebookNet is faster. Best: each side with the number "
                + "of threads it is fastest with. The products' row is the step's matrix products alone, at the rate that NumPy "
                + "reached on one core in the same run."
        );
        return table.ToString();
    }

    private static void AppendTime(StringBuilder table, double microseconds, double ours) =>
        table.Append($" {microseconds:F0} | {microseconds / ours:F2} |");
}
