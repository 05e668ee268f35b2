using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.Classroom;

/// <summary>A file that was handed in, and what its name and its folders say.</summary>
/// <param name="Path">The file.</param>
/// <param name="Student">The student as folders or the file name it.</param>
/// <param name="Assignment">The assignment that its name contains; empty where it contains none.</param>
internal sealed record HandedInFile(string Path, string Student, string Assignment)
{
    private const string Submitted = "submitted";

    /// <summary>The learning system's number for the student, or empty.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The folder in which the students' files or folders lie.</summary>
    public string Download { get; private init; } = "";

    /// <summary>Whether the name contains the assignment's.</summary>
    public bool IsNamed { get; private init; }

    /// <summary>How often it was handed in before, and the learning system's number for the file.</summary>
    public (int Again, long File) Version { get; private init; }

    /// <summary>When the file was last written.</summary>
    public DateTime Time { get; private init; }

    /// <summary>Why it cannot be graded, or null.</summary>
    public string? Trouble { get; init; }

    /// <summary>Reads what names say of a file.</summary>
    /// <param name="root">The path that was given: the file, or a folder above it.</param>
    /// <param name="file">The file.</param>
    /// <param name="names">The names of the assignments.</param>
    public static HandedInFile Read(string root, NotebookFile file, AssignmentNames names)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(file.Path);
        (string[] above, string[] below) = Folders(root, file.Path);
        HandedInName? handedIn = HandedInName.OfFile(name);
        string original = handedIn is { Original.Length: > 0 } ? handedIn.Original : name;
        string? download = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file.Path));
        for (int i = below.Length - 1; i >= -1 && handedIn is null; i--)
        {
            download = System.IO.Path.GetDirectoryName(download);
            handedIn = HandedInName.OfFolder(i >= 0 ? below[i] : above.LastOrDefault() ?? "");
        }

        var match = names.In(original);
        string rest = match is var (_, before, after)
            ? $"{before}\0{after}"
            : AssignmentNames.WithoutCopy(original);
        return new HandedInFile(
            file.Path,
            handedIn?.Student ?? StudentOf(above, below, rest, names),
            match?.Assignment ?? ""
        )
        {
            Number = handedIn?.Number ?? "",
            Download = download ?? "",
            IsNamed = match is not null,
            Version = handedIn is { FileNumber: > 0 } canvas
                ? (AssignmentNames.Again(rest), canvas.FileNumber)
                : default,
            Time = WrittenAt(file.Path),
            Trouble = file.Trouble,
        };
    }

    /// <summary>The folders' names: those above the begin of the search and its own, and those below it.</summary>
    private static (string[] Above, string[] Below) Folders(string root, string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        string start = System.IO.Path.TrimEndingDirectorySeparator(
            System.IO.Path.GetFullPath(root)
        );
        // A folder that cannot be read stands for itself.
        string folder =
            full == start && Directory.Exists(start)
                ? start
                : System.IO.Path.GetDirectoryName(full) ?? start;
        string top = full == start ? folder : start;
        string below = System.IO.Path.GetRelativePath(top, folder);
        return (Names(top), below == "." ? [] : below.Split(System.IO.Path.DirectorySeparatorChar));
    }

    private static string[] Names(string folder) =>
        folder.Split(System.IO.Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);

    private static string StudentOf(
        string[] above,
        string[] below,
        string rest,
        AssignmentNames names
    )
    {
        // nbgrader: submitted/<student>/<assignment>/. The folder given may be any of the three.
        const int Levels = 3;
        string[] near = [.. above.TakeLast(Levels), .. below];
        int at = Array.FindLastIndex(
            near,
            folder => folder.Equals(Submitted, StringComparison.OrdinalIgnoreCase)
        );
        if (at >= 0 && at + 1 < near.Length)
        {
            return near[at + 1];
        }

        return below.FirstOrDefault(folder => names.In(folder) is null)
            ?? (Own(rest) is { Length: > 0 } own ? own : null)
            ?? above.LastOrDefault(folder => names.In(folder) is null)
            ?? rest.Trim('\0');
    }

    /// <summary>What a file's name says beside the assignment's name, without what joins the two.</summary>
    private static string Own(string rest) =>
        string.Join(
            ' ',
            rest.Split('\0')
                .Select(part => part.Trim(' ', '-', '_', '.', ','))
                .Where(part => part.Length > 0)
        );

    private static DateTime WrittenAt(string path)
    {
        try
        {
            return File.GetLastWriteTimeUtc(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
