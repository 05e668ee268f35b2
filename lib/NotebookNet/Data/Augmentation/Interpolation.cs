namespace NotebookNet;

/// <summary>How an image's values between its pixels are found.</summary>
public enum Interpolation
{
    /// <summary>The value of the nearest pixel.</summary>
    Nearest,

    /// <summary>Linear between the four pixels around, along rows and along columns.</summary>
    Bilinear,
}
