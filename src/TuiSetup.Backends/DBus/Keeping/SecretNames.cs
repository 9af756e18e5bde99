namespace TuiSetup.Backends.DBus.Keeping;

/// <summary>What may be secret, by what it is called. Services seldom mark it, so this errs on the safe side.</summary>
public static class SecretNames
{
    private static readonly string[] Parts = ["password", "passwd", "passphrase", "secret", "psk", "token", "credential", "privatekey", "wepkey"];

    private static readonly string[] Whole = ["pass", "pin", "puk", "pwd"];

    /// <summary>Methods that are named so but take what is no secret.</summary>
    private static readonly string[] Asking = ["Get", "Has", "Is", "List", "Clear", "Delete", "Search", "Need"];

    /// <summary>Whether an argument, a key of a dictionary or a variable is called like a secret.</summary>
    public static bool IsSecret(string name)
    {
        var plain = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Whole.Contains(plain) || Parts.Any(part => plain.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>Whether all that a method takes may be secret, such as <c>SetPassword</c>.</summary>
    public static bool TakesSecret(string member) => IsSecret(member) && !Asking.Any(word => member.StartsWith(word, StringComparison.Ordinal));
}
