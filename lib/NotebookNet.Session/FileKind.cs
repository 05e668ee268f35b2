namespace NotebookNet.Session;

/// <summary>The kinds of things that a path may lead to, as the mode of a file says it.</summary>
internal enum FileKind : uint
{
    Pipe = 0x1000,
    CharacterDevice = 0x2000,
    Folder = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    Socket = 0xC000,
}
