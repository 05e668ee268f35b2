using System.Text;

namespace NotebookNet.Site;

/// <summary>What docfx reads: a mirror of the repository's tree, made anew by every build.</summary>
internal sealed class BuildFolder
{
    private readonly string _root;

    /// <summary>Empties the folder, or makes it.</summary>
    public BuildFolder(string root)
    {
        _root = root;
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        Directory.CreateDirectory(root);
    }

    /// <summary>Writes a text in UTF-8 without a mark, with the line ends of no system but its own.</summary>
    public void Write(string file, string text) =>
        Write(file, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));

    public void Write(string file, ReadOnlySpan<byte> content) =>
        File.WriteAllBytes(Place(file), content);

    public void Copy(string from, string file) => File.Copy(from, Place(file), overwrite: true);

    private string Place(string file)
    {
        string path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
