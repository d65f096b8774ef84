// The canvas: a WebGL2 context and the one shader that draws Dear ImGui's triangle lists. Ours instead of imgui_impl_opengl3, which
// asks the driver some twenty synchronous questions each frame and keeps the glyphs at four bytes a pixel; here it is one.
// Must not know Dear ImGui beyond its vertex layout (float x, y, u, v; u8 r, g, b, a) and 16-bit indices.
mergeInto(LibraryManager.library, {
  $KabinetCanvas: {
    canvas: null,
    gl: null,
    atlas: null,

    start: function () {
      const canvas = KabinetCanvas.canvas = document.getElementById('kabinet-canvas');
      canvas.addEventListener('webglcontextlost', function (event) { event.preventDefault(); KabinetCanvas.atlas = null; });
      canvas.addEventListener('webglcontextrestored', function () { KabinetCanvas.prepare(); _kabinet_context_restored(); });
      const options = { alpha: false, depth: false, stencil: false, antialias: false, powerPreference: 'low-power' };
      KabinetCanvas.gl = canvas.getContext('webgl2', options);
      if (!KabinetCanvas.gl) return false;
      KabinetCanvas.prepare();
      return true;
    },

    // Device objects: at the start, and again when the browser gives a lost context back.
    prepare: function () {
      const gl = KabinetCanvas.gl;
      const compile = function (type, source) {
        const shader = gl.createShader(type);
        gl.shaderSource(shader, '#version 300 es\nprecision mediump float;' + source);
        gl.compileShader(shader);
        return shader;
      };
      const program = gl.createProgram();
      gl.attachShader(program, compile(gl.VERTEX_SHADER, 'layout(location=0) in highp vec2 at;layout(location=1) in highp vec2 uv;' +
        'layout(location=2) in vec4 ink;uniform highp vec2 scale;out highp vec2 place;out vec4 colour;' +
        'void main(){place=uv;colour=ink;gl_Position=vec4(at*scale+vec2(-1.,1.),0.,1.);}'));
      gl.attachShader(program, compile(gl.FRAGMENT_SHADER, 'in highp vec2 place;in vec4 colour;uniform sampler2D atlas;out vec4 pixel;' +
        'void main(){pixel=vec4(colour.rgb,colour.a*texture(atlas,place).r);}'));
      gl.linkProgram(program);
      gl.useProgram(program);
      KabinetCanvas.scale = gl.getUniformLocation(program, 'scale');
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
      for (let i = 0; i < 3; ++i) gl.enableVertexAttribArray(i);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
      gl.enable(gl.SCISSOR_TEST);
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    },
  },

  kabinet_canvas_start__deps: ['$KabinetCanvas'],
  kabinet_canvas_start: function () {
    return KabinetCanvas.start() ? 1 : 0;
  },

  // The glyph atlas, one byte of coverage a pixel.
  kabinet_canvas_atlas__deps: ['$KabinetCanvas'],
  kabinet_canvas_atlas: function (pixels, width, height) {
    const gl = KabinetCanvas.gl;
    if (!gl || gl.isContextLost()) return;
    if (KabinetCanvas.atlas) gl.deleteTexture(KabinetCanvas.atlas);
    KabinetCanvas.atlas = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, KabinetCanvas.atlas);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, width, height, 0, gl.RED, gl.UNSIGNED_BYTE, HEAPU8.subarray(pixels, pixels + width * height));
  },

  // A frame begins: the buffer in device pixels, the page in CSS px.
  kabinet_canvas_begin__deps: ['$KabinetCanvas'],
  kabinet_canvas_begin: function (buffer_width, buffer_height, width, height) {
    const gl = KabinetCanvas.gl;
    const canvas = KabinetCanvas.canvas;
    if (canvas.width !== buffer_width) canvas.width = buffer_width;
    if (canvas.height !== buffer_height) canvas.height = buffer_height;
    gl.viewport(0, 0, buffer_width, buffer_height);
    gl.uniform2f(KabinetCanvas.scale, 2 / width, -2 / height);
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0.953, 0.965, 0.98, 1);  // the page's background
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
  },

  // One draw list. Commands are seven i32 each: scissor x, y, width, height (device px, from below), first index, count, first vertex.
  kabinet_canvas_list__deps: ['$KabinetCanvas'],
  kabinet_canvas_list: function (vertices, vertex_bytes, indices, index_bytes, commands, count) {
    const gl = KabinetCanvas.gl;
    gl.bufferData(gl.ARRAY_BUFFER, HEAPU8.subarray(vertices, vertices + vertex_bytes), gl.STREAM_DRAW);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, HEAPU8.subarray(indices, indices + index_bytes), gl.STREAM_DRAW);
    let base = -1;
    for (let i = 0, at = commands >> 2; i < count; ++i, at += 7) {
      if (HEAP32[at + 6] !== base) {
        base = HEAP32[at + 6];
        gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 20, base * 20);
        gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 20, base * 20 + 8);
        gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, 20, base * 20 + 16);
      }
      gl.scissor(HEAP32[at], HEAP32[at + 1], HEAP32[at + 2], HEAP32[at + 3]);
      gl.drawElements(gl.TRIANGLES, HEAP32[at + 5], gl.UNSIGNED_SHORT, HEAP32[at + 4] * 2);
    }
  },
});
