namespace NotebookNet.Session;

/// <summary>The magic commands that packages have added to those of the session.</summary>
internal interface IPackageMagics
{
    /// <summary>Whether `#!name` is a command of a package.</summary>
    bool HasCommand(string name);

    /// <summary>Whether `#!name` switches to a kernel of a package.</summary>
    bool HasKernel(string name);
}
