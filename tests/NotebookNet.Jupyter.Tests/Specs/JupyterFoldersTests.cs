using NotebookNet.Jupyter.Specs;

namespace NotebookNet.Jupyter.Tests.Specs;

/// <summary>Where Jupyter looks; the expected places are what `jupyter --paths` prints under the same variables.</summary>
public sealed class JupyterFoldersTests
{
    [Theory]
    [InlineData(PlatformID.Unix, "", "/home/x/.local/share/jupyter/kernels")]
    [InlineData(PlatformID.Unix, "XDG_DATA_HOME=/data", "/data/jupyter/kernels")]
    [InlineData(PlatformID.Unix, "XDG_DATA_HOME=", "/home/x/.local/share/jupyter/kernels")]
    [InlineData(PlatformID.Unix, "JUPYTER_DATA_DIR=/j/ XDG_DATA_HOME=/data", "/j/kernels")]
    [InlineData(PlatformID.MacOSX, "XDG_DATA_HOME=/data", "/home/x/Library/Jupyter/kernels")]
    [InlineData(PlatformID.Win32NT, "APPDATA=/roaming", "/roaming/jupyter/kernels")]
    public void The_users_own_folder(PlatformID system, string variables, string expected) =>
        Assert.Equal(Path.GetFullPath(expected), Folders(variables, system).User);

    [Fact]
    public void Without_a_home_it_is_asked_for_a_place()
    {
        JupyterFolders folders = new(_ => null, "", PlatformID.Unix);
        string message = Assert.Throws<KernelSpecException>(() => folders.User).Message;
        Assert.Contains("--prefix", message, StringComparison.Ordinal);
        Assert.Contains("/usr/share/jupyter/kernels", folders.Search);
    }

    [Theory]
    [InlineData("", "/home/x/.local/share/jupyter")]
    [InlineData(
        "JUPYTER_PATH=/a:/b/ JUPYTER_DATA_DIR=/j VIRTUAL_ENV=/v",
        "/a /b /j /home/x/.local/share/jupyter /v/share/jupyter"
    )]
    [InlineData(
        "JUPYTER_PREFER_ENV_PATH=1 VIRTUAL_ENV=/v",
        "/v/share/jupyter /home/x/.local/share/jupyter"
    )]
    [InlineData("PYTHONUSERBASE=/p", "/home/x/.local/share/jupyter /p/share/jupyter")]
    public void The_folders_in_which_it_looks_in_their_order(string variables, string expected) =>
        Assert.Equal(
            $"{expected} /usr/local/share/jupyter /usr/share/jupyter"
                .Split(' ')
                .Select(folder => Path.GetFullPath(Path.Combine(folder, "kernels"))),
            Folders(variables, PlatformID.Unix).Search
        );

    private static JupyterFolders Folders(string variables, PlatformID system)
    {
        Dictionary<string, string> set = variables
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('='))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        return new JupyterFolders(set.GetValueOrDefault, "/home/x", system);
    }
}
