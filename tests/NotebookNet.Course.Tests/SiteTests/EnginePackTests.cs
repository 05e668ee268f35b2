using System.Formats.Tar;
using NotebookNet.Runner.Tests.Support;
using NotebookNet.Site.Engine;
using ZstdSharp;

namespace NotebookNet.Course.Tests.SiteTests;

/// <summary>A pack unpacks to the files that were put into it, and its address tells its versions apart.</summary>
public sealed class EnginePackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pack_unpacks_to_its_files()
    {
        byte[] large = new byte[100_000];
        new Random(7).NextBytes(large);

        EnginePack pack = Write(
            "a.tar.zst",
            ("course/lib/one.dll", [1, 2, 3]),
            ("two.wasm", large)
        );

        byte[] packed = File.ReadAllBytes(_folder["a.tar.zst"]);
        Assert.Equal(packed.Length, pack.Bytes);
        using Decompressor decompressor = new();
        byte[] archive = decompressor.Unwrap(packed).ToArray();
        Assert.Equal(archive.Length, pack.Size);
        Dictionary<string, byte[]> found = [];
        using TarReader reader = new(new MemoryStream(archive));
        while (reader.GetNextEntry() is { } entry)
        {
            using MemoryStream content = new();
            entry.DataStream?.CopyTo(content);
            found.Add(entry.Name, content.ToArray());
        }
        Assert.Equal(["course/lib/one.dll", "two.wasm"], found.Keys);
        Assert.Equal([1, 2, 3], found["course/lib/one.dll"]);
        Assert.Equal(large, found["two.wasm"]);
    }

    [Fact]
    public void The_same_files_give_the_same_bytes()
    {
        EnginePack first = Write("a.tar.zst", ("one.dll", [1, 2, 3]));
        byte[] bytes = File.ReadAllBytes(_folder["a.tar.zst"]);
        File.SetLastWriteTimeUtc(_folder["one.dll"], new DateTime(2001, 1, 1));

        EnginePack second = EnginePack.Write(
            _folder["a.tar.zst"],
            [("one.dll", _folder["one.dll"])]
        );

        Assert.Equal(first, second);
        Assert.Equal(bytes, File.ReadAllBytes(_folder["a.tar.zst"]));
    }

    [Fact]
    public void Another_content_has_another_address()
    {
        EnginePack first = Write("a.tar.zst", ("one.dll", [1, 2, 3]));
        EnginePack second = Write("a.tar.zst", ("one.dll", [1, 2, 4]));

        Assert.StartsWith("a.tar.zst?", first.Url, StringComparison.Ordinal);
        Assert.StartsWith("a.tar.zst?", second.Url, StringComparison.Ordinal);
        Assert.NotEqual(first.Url, second.Url);
    }

    private EnginePack Write(string pack, params (string Name, byte[] Content)[] files)
    {
        foreach ((string name, byte[] content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            File.WriteAllBytes(_folder[name], content);
        }
        return EnginePack.Write(
            _folder[pack],
            files.Select(file => (file.Name, _folder[file.Name]))
        );
    }
}
