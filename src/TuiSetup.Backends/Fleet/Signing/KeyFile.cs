using System.Security.Cryptography;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>Keys on an elliptic curve from PEM files, as openssl makes them.</summary>
internal static class KeyFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <exception cref="ProblemException">It cannot be read, is no such key, or is a private one that others can read.</exception>
    public static ECDsa Load(string file, string option, bool isPrivate)
    {
        var key = ECDsa.Create();
        try
        {
            if (isPrivate && (File.GetUnixFileMode(file) & Others) != 0)
            {
                throw Problem(option, T($"Others can read or write {file}, which is a private key."), $"chmod 600 {file}");
            }

            key.ImportFromPem(File.ReadAllText(file));
            if (isPrivate)
            {
                // A public key reads as well, and could sign nothing.
                key.SignData([], HashAlgorithmName.SHA256);
            }

            return key;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw Problem(
                option,
                T($"{file} is not a {(isPrivate ? T("private") : T("public"))} key on an elliptic curve in PEM: {unusable.Message}"),
                isPrivate ? T("Make one: openssl ecparam -name prime256v1 -genkey -noout -out KEY") : T("Make it of the private key: openssl ec -in KEY -pubout -out KEY.pub"));
        }
    }

    private static ProblemException Problem(string option, string message, string remedy) => new([Core.Problems.Problem.Error(option, message, remedy)]);
}
