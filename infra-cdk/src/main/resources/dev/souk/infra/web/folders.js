// Run by CloudFront for the pages in folders: S3 has files and no folders, so somebody has to say which file a folder shows.
function handler(event) {
    var request = event.request;
    var last = request.uri.split('/').pop();
    if (last === '') {
        request.uri += 'index.html';
    } else if (last.indexOf('.') < 0) {
        return {
            statusCode: 301,
            statusDescription: 'Moved Permanently',
            headers: { location: { value: request.uri + '/' } }
        };
    }
    return request;
}
