using System.Text.RegularExpressions;

namespace NotebookNet.Jupyter.Specs;

/// <summary>A folder of kernelspecs, into which ours are installed and from which they are removed.</summary>
/// <param name="kernels">The folder; it need not be there.</param>
internal sealed partial class SpecFolder(string kernels)
{
    /// <summary>Characters that no kernel's name has: Jupyter passes such a folder over.</summary>
    private const string Temporary = ".notebooknet~";

    private const int MostAttempts = 10;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    /// <summary>A folder that is older was left by a process that was ended.</summary>
    private static readonly TimeSpan s_moment = TimeSpan.FromMinutes(1);

    /// <summary>Whether a kernelspec may have this name.</summary>
    public static bool IsName(string name) => Name().IsMatch(name) && name.Trim('.').Length > 0;

    /// <summary>Installs a kernelspec: all of it, or none.</summary>
    /// <param name="spec">The kernelspec.</param>
    /// <param name="force">Whether it may replace one that another program wrote.</param>
    /// <returns>What lay there, or null.</returns>
    /// <exception cref="KernelSpecException">Something else lies there, or it cannot be written.</exception>
    public FoundSpec? Install(KernelSpec spec, bool force)
    {
        string place = Path.Combine(kernels, spec.Name);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return Install(spec, place, force);
            }
            catch (Exception exception)
                when (exception is IOException or KernelSpecException && attempt < MostAttempts)
            {
                // Another process may be installing, too, and have moved what is read: then what lies there is looked at anew.
                Thread.Sleep(s_pause);
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException)
            {
                throw new KernelSpecException($"{place} was not written: {exception.Message}");
            }
        }
    }

    private FoundSpec? Install(KernelSpec spec, string place, bool force)
    {
        FoundSpec? before = Lying(place);
        if (before is { IsOurs: false } && !force)
        {
            throw new KernelSpecException(
                $"{place} holds {before}: --force replaces it, --name gives ours another name."
            );
        }

        Directory.CreateDirectory(kernels);
        RemoveLeft();
        string made = New();
        try
        {
            Directory.CreateDirectory(made);
            spec.Write(made);
            Move(made, place, before);
        }
        catch
        {
            Remove(made);
            throw;
        }

        return before;
    }

    /// <summary>Removes one of our kernelspecs.</summary>
    /// <returns>Where it lay, or null where there is none of that name.</returns>
    /// <exception cref="KernelSpecException">It is another program's, or it cannot be removed.</exception>
    public string? Uninstall(string name)
    {
        string place = Path.Combine(kernels, name);
        try
        {
            FoundSpec? there = Lying(place);
            if (there is null)
            {
                return null;
            }

            if (!there.IsOurs)
            {
                throw new KernelSpecException($"{place} holds {there}: it stays.");
            }

            // Out of Jupyter's sight at once, not file by file.
            string aside = New();
            Directory.Move(place, aside);
            Remove(aside);
            return place;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KernelSpecException($"{place} was not removed: {exception.Message}");
        }
    }

    /// <summary>What lies at a kernelspec's place: null where nothing does.</summary>
    private static FoundSpec? Lying(string place)
    {
        DirectoryInfo folder = new(place);
        if (folder.Exists)
        {
            return FoundSpec.Read(place);
        }

        return folder.LinkTarget is string target
                ? throw new KernelSpecException(
                    $"{place} is a link to {target}, where no folder is."
                )
            : File.Exists(place) ? throw new KernelSpecException($"{place} is a file: it stays.")
            : null;
    }

    /// <summary>Puts a folder in its place; what lay there comes back where that fails.</summary>
    private void Move(string made, string place, FoundSpec? before)
    {
        if (before is null)
        {
            Directory.Move(made, place);
            return;
        }

        string aside = New();
        Directory.Move(place, aside);
        try
        {
            Directory.Move(made, place);
        }
        catch
        {
            Directory.Move(aside, place);
            throw;
        }

        Remove(aside);
    }

    private string New() => Path.Combine(kernels, Temporary + Path.GetRandomFileName());

    private void RemoveLeft()
    {
        foreach (
            string left in Directory
                .EnumerateDirectories(kernels, Temporary + "*")
                .Where(left => DateTime.UtcNow - Directory.GetLastWriteTimeUtc(left) > s_moment)
        )
        {
            Remove(left);
        }
    }

    /// <summary>Removes a folder, of a link the link alone; what cannot be removed is no kernelspec any more, and stays.</summary>
    private static void Remove(string folder)
    {
        try
        {
            bool isLink = new DirectoryInfo(folder).LinkTarget is not null;
            Directory.Delete(folder, recursive: !isLink);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody reads in it.
        }
    }

    [GeneratedRegex(@"^[a-z0-9._-]+\z")]
    private static partial Regex Name();
}
