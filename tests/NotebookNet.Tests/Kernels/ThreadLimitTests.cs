using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

/// <summary>Quotas in folders that look like /proc and /sys of a Linux machine.</summary>
public sealed class ThreadLimitTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("notebooknet-quota-");

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("150000 100000\n", 1.5)]
    [InlineData("110000 100000\n", 1.1)]
    [InlineData("50000 100000\n", 0.5)]
    [InlineData("400000 200000", 2.0)]
    [InlineData("max 100000\n", null)]
    [InlineData("max", null)]
    [InlineData("", null)]
    [InlineData("150000", null)]
    [InlineData("0 100000", null)]
    [InlineData("150000 0", null)]
    [InlineData("-1 100000", null)]
    [InlineData("1.5 1", null)]
    [InlineData("99999999999999999999 100000", null)]
    [InlineData("garbage and more", null)]
    public void Version_2_keeps_quota_and_period_in_one_file(string text, double? expected)
    {
        Write("proc/self/cgroup", "0::/\n");
        Write("sys/fs/cgroup/cpu.max", text);
        Assert.Equal(expected, ProcessorQuota.Read(_root.FullName));
    }

    [Theory]
    [InlineData("150000\n", "100000\n", 1.5)]
    [InlineData("-1\n", "100000\n", null)]
    [InlineData("150000\n", "garbage\n", null)]
    [InlineData("150000\n", null, null)]
    public void Version_1_keeps_them_in_two(string quota, string? period, double? expected)
    {
        Write("proc/self/cgroup", "9:name=systemd:/\n4:cpuset:/a\n2:cpu,cpuacct:/a/b\n0::/\n");
        Write("sys/fs/cgroup/cpu/a/b/cpu.cfs_quota_us", quota);
        if (period is not null)
        {
            Write("sys/fs/cgroup/cpu/a/b/cpu.cfs_period_us", period);
        }

        Assert.Equal(expected, ProcessorQuota.Read(_root.FullName));
    }

    [Fact]
    public void The_least_quota_of_a_group_and_those_above_it_counts()
    {
        Write("proc/self/cgroup", "0::/jobs/build/step\n");
        Write("sys/fs/cgroup/jobs/cpu.max", "120000 100000");
        Write("sys/fs/cgroup/jobs/build/cpu.max", "300000 100000");
        Write("sys/fs/cgroup/jobs/build/step/cpu.max", "max 100000");
        Write("sys/fs/cgroup/other/cpu.max", "10000 100000");
        Assert.Equal(1.2, ProcessorQuota.Read(_root.FullName));
    }

    [Fact]
    public void A_path_of_the_host_leads_to_the_quota_at_the_top_of_the_container()
    {
        Write("proc/self/cgroup", "2:cpu:/docker/0123\n");
        Write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "250000");
        Write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        Assert.Equal(2.5, ProcessorQuota.Read(_root.FullName));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("::::\n0::\n2:cpu\n2:cpu:\0\n")]
    [InlineData("0::/nowhere/../..\n")]
    public void Without_a_readable_quota_there_is_none(string? groups)
    {
        if (groups is not null)
        {
            Write("proc/self/cgroup", groups);
        }

        Assert.Null(ProcessorQuota.Read(_root.FullName));
    }

    [Theory]
    [InlineData(null, 1, 2)]
    [InlineData(1.1, 1, 1)]
    [InlineData(1.5, 1, 1)]
    [InlineData(0.1, 1, 1)]
    [InlineData(2.0, 1, 2)]
    [InlineData(1e9, 1, 2)]
    public void A_quota_is_rounded_down_to_whole_processors(double? quota, int ofOne, int ofTwo)
    {
        Assert.Equal(ofOne, ThreadLimit.Of(null, 1, quota));
        Assert.Equal(ofTwo, ThreadLimit.Of("", 2, quota));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("3", 3)]
    [InlineData("1024", 1024)]
    public void The_variable_decides(string variable, int expected) =>
        Assert.Equal(expected, ThreadLimit.Of(variable, 2, 1.5));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1025")]
    [InlineData("1.5")]
    [InlineData("two")]
    [InlineData(" ")]
    [InlineData("99999999999")]
    public void A_variable_that_is_no_number_of_threads_is_named(string variable)
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            ThreadLimit.Of(variable, 2, null)
        );
        Assert.Equal(
            $"The environment variable NOTEBOOKNET_THREADS is \"{variable}\"; expected the number of threads, from 1 to 1024",
            exception.Message
        );
    }

    private void Write(string path, string text)
    {
        string file = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
