using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NotebookNet.Session;

/// <summary>
/// What an assembly's XML file says about its members. A library's lies beside it; the framework's come with the SDK, and
/// name the assemblies that programs are compiled with, not those that they run on. Nothing is read until somebody asks,
/// and nothing is kept but what was asked for.
/// </summary>
internal sealed class AssemblyDocumentation : DocumentationProvider
{
    private static readonly string s_frameworkFolder = FrameworkReferences.Folder;

    private static readonly Lazy<string[]> s_frameworkFiles = new(FrameworkFiles);

    /// <summary>Which of the framework's files tells of a type.</summary>
    private static readonly ConcurrentDictionary<string, string> s_fileOfType = new();

    private readonly string _assembly;
    private readonly ConcurrentDictionary<string, string> _found = new();

    private AssemblyDocumentation(string assembly) => _assembly = assembly;

    /// <summary>A reference to an assembly, with what is written about it.</summary>
    public static PortableExecutableReference ReferenceTo(string file) =>
        MetadataReference.CreateFromFile(file, documentation: new AssemblyDocumentation(file));

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is AssemblyDocumentation other && other._assembly == _assembly;

    /// <inheritdoc/>
    public override int GetHashCode() => _assembly.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override string? GetDocumentationForSymbol(
        string documentationMemberID,
        CultureInfo preferredCulture,
        CancellationToken cancellationToken = default
    ) =>
        _found.GetOrAdd(
            documentationMemberID,
            id =>
                Path.GetDirectoryName(_assembly) == s_frameworkFolder
                    ? OfFramework(id)
                    : MemberIn(Path.ChangeExtension(_assembly, ".xml"), id)
        );

    private string OfFramework(string id)
    {
        string type = $"T:{TypeOf(id)}";
        string file = s_fileOfType.GetOrAdd(
            type,
            name =>
                s_frameworkFiles
                    .Value.OrderByDescending(file =>
                        Path.GetFileNameWithoutExtension(file)
                        == Path.GetFileNameWithoutExtension(_assembly)
                    )
                    .FirstOrDefault(file => MemberIn(file, name).Length > 0)
                ?? ""
        );
        return file.Length == 0 ? "" : MemberIn(file, id);
    }

    /// <summary>The type that a documentation id belongs to: `System.String` for `M:System.String.Substring(System.Int32)`.</summary>
    private static string TypeOf(string id)
    {
        string name = id[2..].Split('(')[0];
        if (id[0] is 'T' or 'N')
        {
            return name;
        }

        int end = name.LastIndexOf('.');
        return end < 0 ? name : name[..end];
    }

    /// <summary>The element of a member in an XML file; empty where there is none.</summary>
    private static string MemberIn(string file, string id)
    {
        try
        {
            if (!File.Exists(file))
            {
                return "";
            }

            using FileStream stream = File.OpenRead(file);
            long start = PositionOf(
                stream,
                Encoding.UTF8.GetBytes($"<member name=\"{SecurityElement.Escape(id)}\">")
            );
            if (start < 0)
            {
                return "";
            }

            stream.Position = start;
            using StreamReader reader = new(stream);
            StringBuilder member = new();
            while (reader.ReadLine() is string line)
            {
                member.Append(line).Append('\n');
                if (line.Contains("</member>", StringComparison.Ordinal))
                {
                    break;
                }
            }

            return member.ToString();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Where a text begins in a file, or -1. The file is searched in pieces that overlap by the length of the text.</summary>
    private static long PositionOf(FileStream stream, byte[] text)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            long start = 0;
            int kept = 0;
            while (stream.Read(buffer.AsSpan(kept)) is int read and > 0)
            {
                ReadOnlySpan<byte> piece = buffer.AsSpan(0, kept + read);
                int found = piece.IndexOf(text);
                if (found >= 0)
                {
                    return start + found;
                }

                kept = Math.Min(text.Length - 1, piece.Length);
                start += piece.Length - kept;
                piece[^kept..].CopyTo(buffer);
            }

            return -1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The framework's XML files, where an SDK lies beside the runtime: the one with most of it first.</summary>
    private static string[] FrameworkFiles()
    {
        // <root>/shared/Microsoft.NETCore.App/<version>, and <root>/packs/Microsoft.NETCore.App.Ref/<version>/ref/net10.0
        string packs = Path.GetFullPath(
            Path.Combine(s_frameworkFolder, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref")
        );
        string framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        if (!Directory.Exists(packs))
        {
            return [];
        }

        string? folder = Directory
            .EnumerateDirectories(packs)
            .Select(version => Path.Combine(version, "ref", framework))
            .LastOrDefault(Directory.Exists);
        return folder is null
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(folder, "*.xml")
                    .OrderByDescending(file => new FileInfo(file).Length)
                    .ThenBy(file => file, StringComparer.Ordinal),
            ];
    }
}
