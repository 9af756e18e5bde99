using System.Text;

namespace TuiSetup.Backends.Accounts;

/// <summary>A public key as sshd(8) has it in authorized_keys: type, base64, comment.</summary>
internal sealed record SshKey(string Type, string Data, string Comment)
{
    private static readonly string[] Types =
    [
        "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ];

    /// <summary>Null, with the reason, when it is none.</summary>
    public static SshKey? Parse(string text, out string reason)
    {
        var parts = text.Trim().Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        reason = parts.Length < 2 || !Types.Contains(parts[0])
            ? text.Contains("PRIVATE KEY", StringComparison.Ordinal) ? T("This is a private key, which should never leave its machine.") : T("A public key begins with its type, such as ssh-ed25519.")
            : text.Any(char.IsControl) ? T("A public key is one line.")
            : !HoldsType(parts[1], parts[0]) ? T("The key is damaged: what stands after its type does not fit it.")
            : "";
        return reason.Length > 0 ? null : new(parts[0], parts[1], parts.Length > 2 ? parts[2] : "");
    }

    public override string ToString() => $"{Type} {Data} {Comment}".TrimEnd();

    /// <summary>Whether a line of authorized_keys holds it, options or not.</summary>
    public bool IsIn(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(Data);

    /// <summary>The data begins with the length of the type, and the type (RFC 4253, section 6.6).</summary>
    private static bool HoldsType(string data, string type)
    {
        var buffer = new byte[data.Length];
        return Convert.TryFromBase64String(data, buffer, out var length) && length > 4 + type.Length
            && buffer[3] == type.Length && Encoding.ASCII.GetString(buffer, 4, type.Length) == type;
    }
}
