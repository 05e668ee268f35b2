using System.Globalization;

namespace NotebookNet.Kernels;

/// <summary>The processor time that a Linux control group, that of a container for one, gives its processes.</summary>
internal static class ProcessorQuota
{
    /// <summary>
    /// The least quota of this process's group and those above it, in processors: 1.5 is 150 ms of work in 100 ms. Null where none can be read.
    /// </summary>
    public static double? Read(string root = "/")
    {
        double? least = null;
        string[] lines = (Text(Path.Combine(root, "proc/self/cgroup")) ?? "").Split('\n');
        foreach (string line in lines)
        {
            // number:controllers:path, without controllers in version 2. In a container the path may be one of the host's, of
            // which only the top is seen: folders that are not there set no quota.
            string[] parts = line.Trim().Split(':', 3);
            bool isVersion2 = parts is ["0", "", _];
            if (!isVersion2 && !(parts.Length == 3 && parts[1].Split(',').Contains("cpu")))
            {
                continue;
            }

            string top = Path.Combine(root, "sys/fs/cgroup", isVersion2 ? "" : "cpu");
            for (
                string? group = parts[2].Trim('/');
                group is not null;
                group = Path.GetDirectoryName(group)
            )
            {
                string folder = Path.Combine(top, group);
                double? quota = isVersion2
                    ? Quotient(Text(Path.Combine(folder, "cpu.max"))?.Split(' '))
                    : Quotient([
                        Text(Path.Combine(folder, "cpu.cfs_quota_us")),
                        Text(Path.Combine(folder, "cpu.cfs_period_us")),
                    ]);
                least = least < quota ? least : quota ?? least;
            }
        }

        return least;
    }

    /// <summary>Quota over period, both in microseconds; null for "max", for −1 and for what is no number.</summary>
    private static double? Quotient(string?[]? texts) =>
        texts is [var first, var second]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out long quota)
        && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out long period)
        && quota > 0
        && period > 0
            ? (double)quota / period
            : null;

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
