namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>Where a vCenter is: a host, a port, and the path of its SDK.</summary>
internal sealed record VCenterAddress(string Host, int Port, string Path)
{
    public const string DefaultPath = "/sdk";

    /// <summary>As one would type it, without what goes without saying.</summary>
    public override string ToString()
        => $"https://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}{(Port == 443 ? "" : $":{Port}")}{(Path == DefaultPath ? "" : Path)}";

    public Uri Sdk => new UriBuilder(Uri.UriSchemeHttps, Host, Port, Path).Uri;

    /// <summary>List of the versions that the server speaks; needs no login.</summary>
    public Uri Versions => new UriBuilder(Uri.UriSchemeHttps, Host, Port, Path + "/vimServiceVersions.xml").Uri;

    /// <summary>As pins are kept: host and port.</summary>
    public string Endpoint => $"{Host}:{Port}";

    /// <summary>From <c>vcenter.example</c>, with https:// and a port and a path if need be. Null, with the reason, when it cannot be one.</summary>
    public static VCenterAddress? TryParse(string text, out string reason)
    {
        reason = "";
        text = text.Trim();
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            reason = T($"'{text}' would send the password unencrypted; vCenter is reached by https://.");
            return null;
        }

        var url = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.Host.Length == 0)
        {
            reason = T($"'{text}' is not an address such as https://vcenter.example or https://10.0.0.5:8443.");
            return null;
        }

        if (uri.UserInfo.Length > 0)
        {
            reason = T("a user name or a password has no place in the address; each has a field of its own.");
            return null;
        }

        var path = uri.AbsolutePath.TrimEnd('/');
        return new VCenterAddress(uri.IdnHost.Trim('[', ']'), uri.Port, path.Length == 0 ? DefaultPath : path);
    }
}
