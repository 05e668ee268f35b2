using System.Net.Sockets;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

public sealed class PipeFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_killed_run_has_left_is_removed_and_nothing_else()
    {
        Needs.Linux();
        string[] old = ["notebooknet-1-abcdefgh.ijk", "notebooknet-x-abcdefgh.ijk", "other"];
        const string Young = "notebooknet-2-abcdefgh.ijk";
        const string File = "notebooknet-3-abcdefgh.ijk";
        foreach (string name in (string[])[.. old, Young])
        {
            using Socket socket = new(
                AddressFamily.Unix,
                SocketType.Stream,
                ProtocolType.Unspecified
            );
            socket.Bind(new UnixDomainSocketEndPoint(_folder["bound"]));
            System.IO.File.Move(_folder["bound"], _folder[name]);
        }

        System.IO.File.WriteAllText(_folder[File], "");
        foreach (string name in (string[])[.. old, File])
        {
            System.IO.File.SetLastWriteTimeUtc(_folder[name], DateTime.UtcNow.AddHours(-1));
        }

        PipeFiles.RemoveLeft(_folder.Path);

        Assert.Equal(
            new[] { old[1], old[2], Young, File }.Order(),
            Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order()
        );
    }
}
