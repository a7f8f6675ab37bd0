/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $String = $util.global.String, $Number = $util.global.Number, $Array = $util.global.Array, $Boolean = $util.global.Boolean;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const result = $root.result = (() => {

    /**
     * Namespace result.
     * @exports result
     * @namespace
     */
    const result = {};

    result.ResultWord = (function() {

        /**
         * Properties of a ResultWord.
         * @typedef {Object} result.ResultWord.$Properties
         * @property {string|null} [runId] ResultWord runId
         * @property {string|null} [doing] ResultWord doing
         * @property {string|null} [code] ResultWord code
         * @property {string|null} [file] ResultWord file
         * @property {number|null} [pieceIndex] ResultWord pieceIndex
         * @property {number|null} [pieceCount] ResultWord pieceCount
         * @property {Uint8Array|null} [sha256] ResultWord sha256
         * @property {Uint8Array|null} [piece] ResultWord piece
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResultWord.
         * @memberof result
         * @interface IResultWord
         * @augments result.ResultWord.$Properties
         * @deprecated Use result.ResultWord.$Properties instead.
         */

        /**
         * Shape of a ResultWord.
         * @typedef {result.ResultWord.$Properties} result.ResultWord.$Shape
         */

        /**
         * Constructs a new ResultWord.
         * @memberof result
         * @classdesc Represents a ResultWord.
         * @constructor
         * @param {result.ResultWord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResultWord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResultWord runId.
         * @member {string} runId
         * @memberof result.ResultWord
         * @instance
         */
        ResultWord.prototype.runId = "";

        /**
         * ResultWord doing.
         * @member {string} doing
         * @memberof result.ResultWord
         * @instance
         */
        ResultWord.prototype.doing = "";

        /**
         * ResultWord code.
         * @member {string} code
         * @memberof result.ResultWord
         * @instance
         */
        ResultWord.prototype.code = "";

        /**
         * ResultWord file.
         * @member {string} file
         * @memberof result.ResultWord
         * @instance
         */
        ResultWord.prototype.file = "";

        /**
         * ResultWord pieceIndex.
         * @member {number} pieceIndex
         * @memberof result.ResultWord
         * @instance
         */
        ResultWord.prototype.pieceIndex = 0;

        /**
         * ResultWord pieceCount.
         * @member {number} pieceCount
         * @memberof result.ResultWord
         * @instance
         */
        ResultWord.prototype.pieceCount = 0;

        /**
         * ResultWord sha256.
         * @member {Uint8Array} sha256
         * @memberof result.ResultWord
         * @instance
         */
        ResultWord.prototype.sha256 = $util.newBuffer([]);

        /**
         * ResultWord piece.
         * @member {Uint8Array} piece
         * @memberof result.ResultWord
         * @instance
         */
        ResultWord.prototype.piece = $util.newBuffer([]);

        /**
         * Creates a new ResultWord instance using the specified properties.
         * @function create
         * @memberof result.ResultWord
         * @static
         * @param {result.ResultWord.$Properties=} [properties] Properties to set
         * @returns {result.ResultWord} ResultWord instance
         * @type {{
         *   (properties: result.ResultWord.$Shape): result.ResultWord & result.ResultWord.$Shape;
         *   (properties?: result.ResultWord.$Properties): result.ResultWord;
         * }}
         */
        ResultWord.create = function(properties) {
            return new ResultWord(properties);
        };

        /**
         * Encodes the specified ResultWord message. Does not implicitly {@link result.ResultWord.verify|verify} messages.
         * @function encode
         * @memberof result.ResultWord
         * @static
         * @param {result.ResultWord.$Properties} message ResultWord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResultWord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
            if (message.doing != null && $Object.hasOwnProperty.call(message, "doing") && message.doing !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.doing);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.code);
            if (message.file != null && $Object.hasOwnProperty.call(message, "file") && message.file !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.file);
            if (message.pieceIndex != null && $Object.hasOwnProperty.call(message, "pieceIndex") && message.pieceIndex !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.pieceIndex);
            if (message.pieceCount != null && $Object.hasOwnProperty.call(message, "pieceCount") && message.pieceCount !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.pieceCount);
            if (message.sha256 != null && $Object.hasOwnProperty.call(message, "sha256") && message.sha256.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.sha256);
            if (message.piece != null && $Object.hasOwnProperty.call(message, "piece") && message.piece.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.piece);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResultWord message from the specified reader or buffer.
         * @function decode
         * @memberof result.ResultWord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {result.ResultWord & result.ResultWord.$Shape} ResultWord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResultWord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.result.ResultWord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.doing = value;
                        else
                            delete message.doing;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.file = value;
                        else
                            delete message.file;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.pieceIndex = value;
                        else
                            delete message.pieceIndex;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.pieceCount = value;
                        else
                            delete message.pieceCount;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sha256 = value;
                        else
                            delete message.sha256;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.piece = value;
                        else
                            delete message.piece;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a ResultWord message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof result.ResultWord
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {result.ResultWord} ResultWord
         */
        ResultWord.fromObject = function (object, _depth) {
            if (object instanceof $root.result.ResultWord)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".result.ResultWord: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.result.ResultWord();
            if (object.runId != null)
                if (typeof object.runId !== "string" || object.runId.length)
                    message.runId = $String(object.runId);
            if (object.doing != null)
                if (typeof object.doing !== "string" || object.doing.length)
                    message.doing = $String(object.doing);
            if (object.code != null)
                if (typeof object.code !== "string" || object.code.length)
                    message.code = $String(object.code);
            if (object.file != null)
                if (typeof object.file !== "string" || object.file.length)
                    message.file = $String(object.file);
            if (object.pieceIndex != null)
                if ($Number(object.pieceIndex) !== 0)
                    message.pieceIndex = object.pieceIndex >>> 0;
            if (object.pieceCount != null)
                if ($Number(object.pieceCount) !== 0)
                    message.pieceCount = object.pieceCount >>> 0;
            if (object.sha256 != null)
                if (object.sha256.length)
                    if (typeof object.sha256 === "string")
                        $util.base64.decode(object.sha256, message.sha256 = $util.newBuffer($util.base64.length(object.sha256)), 0);
                    else if (object.sha256.length >= 0)
                        message.sha256 = object.sha256;
            if (object.piece != null)
                if (object.piece.length)
                    if (typeof object.piece === "string")
                        $util.base64.decode(object.piece, message.piece = $util.newBuffer($util.base64.length(object.piece)), 0);
                    else if (object.piece.length >= 0)
                        message.piece = object.piece;
            return message;
        };

        /**
         * Creates a plain object from a ResultWord message. Also converts values to other types if specified.
         * @function toObject
         * @memberof result.ResultWord
         * @static
         * @param {result.ResultWord} message ResultWord
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        ResultWord.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.runId = "";
                object.doing = "";
                object.code = "";
                object.file = "";
                object.pieceIndex = 0;
                object.pieceCount = 0;
                if (options.bytes === $String)
                    object.sha256 = "";
                else {
                    object.sha256 = [];
                    if (options.bytes !== $Array)
                        object.sha256 = $util.newBuffer(object.sha256);
                }
                if (options.bytes === $String)
                    object.piece = "";
                else {
                    object.piece = [];
                    if (options.bytes !== $Array)
                        object.piece = $util.newBuffer(object.piece);
                }
            }
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                object.runId = message.runId;
            if (message.doing != null && $Object.hasOwnProperty.call(message, "doing"))
                object.doing = message.doing;
            if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                object.code = message.code;
            if (message.file != null && $Object.hasOwnProperty.call(message, "file"))
                object.file = message.file;
            if (message.pieceIndex != null && $Object.hasOwnProperty.call(message, "pieceIndex"))
                object.pieceIndex = message.pieceIndex;
            if (message.pieceCount != null && $Object.hasOwnProperty.call(message, "pieceCount"))
                object.pieceCount = message.pieceCount;
            if (message.sha256 != null && $Object.hasOwnProperty.call(message, "sha256"))
                object.sha256 = options.bytes === $String ? $util.base64.encode(message.sha256, 0, message.sha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.sha256) : message.sha256;
            if (message.piece != null && $Object.hasOwnProperty.call(message, "piece"))
                object.piece = options.bytes === $String ? $util.base64.encode(message.piece, 0, message.piece.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.piece) : message.piece;
            return object;
        };

        /**
         * Converts this ResultWord to JSON.
         * @function toJSON
         * @memberof result.ResultWord
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        ResultWord.prototype.toJSON = function() {
            return ResultWord.toObject(this, $protobuf.util.toJSONOptions);
        };

        return ResultWord;
    })();

    result.ResultReply = (function() {

        /**
         * Properties of a ResultReply.
         * @typedef {Object} result.ResultReply.$Properties
         * @property {boolean|null} [accepted] ResultReply accepted
         * @property {string|null} [code] ResultReply code
         * @property {string|null} [reason] ResultReply reason
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResultReply.
         * @memberof result
         * @interface IResultReply
         * @augments result.ResultReply.$Properties
         * @deprecated Use result.ResultReply.$Properties instead.
         */

        /**
         * Shape of a ResultReply.
         * @typedef {result.ResultReply.$Properties} result.ResultReply.$Shape
         */

        /**
         * Constructs a new ResultReply.
         * @memberof result
         * @classdesc Represents a ResultReply.
         * @constructor
         * @param {result.ResultReply.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResultReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResultReply accepted.
         * @member {boolean} accepted
         * @memberof result.ResultReply
         * @instance
         */
        ResultReply.prototype.accepted = false;

        /**
         * ResultReply code.
         * @member {string} code
         * @memberof result.ResultReply
         * @instance
         */
        ResultReply.prototype.code = "";

        /**
         * ResultReply reason.
         * @member {string} reason
         * @memberof result.ResultReply
         * @instance
         */
        ResultReply.prototype.reason = "";

        /**
         * Creates a new ResultReply instance using the specified properties.
         * @function create
         * @memberof result.ResultReply
         * @static
         * @param {result.ResultReply.$Properties=} [properties] Properties to set
         * @returns {result.ResultReply} ResultReply instance
         * @type {{
         *   (properties: result.ResultReply.$Shape): result.ResultReply & result.ResultReply.$Shape;
         *   (properties?: result.ResultReply.$Properties): result.ResultReply;
         * }}
         */
        ResultReply.create = function(properties) {
            return new ResultReply(properties);
        };

        /**
         * Encodes the specified ResultReply message. Does not implicitly {@link result.ResultReply.verify|verify} messages.
         * @function encode
         * @memberof result.ResultReply
         * @static
         * @param {result.ResultReply.$Properties} message ResultReply message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResultReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.accepted != null && $Object.hasOwnProperty.call(message, "accepted") && message.accepted !== false)
                writer.uint32(/* id 1, wireType 0 =*/8).bool(message.accepted);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.code);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResultReply message from the specified reader or buffer.
         * @function decode
         * @memberof result.ResultReply
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {result.ResultReply & result.ResultReply.$Shape} ResultReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResultReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.result.ResultReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.accepted = value;
                        else
                            delete message.accepted;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a ResultReply message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof result.ResultReply
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {result.ResultReply} ResultReply
         */
        ResultReply.fromObject = function (object, _depth) {
            if (object instanceof $root.result.ResultReply)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".result.ResultReply: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.result.ResultReply();
            if (object.accepted != null)
                if (object.accepted)
                    message.accepted = $Boolean(object.accepted);
            if (object.code != null)
                if (typeof object.code !== "string" || object.code.length)
                    message.code = $String(object.code);
            if (object.reason != null)
                if (typeof object.reason !== "string" || object.reason.length)
                    message.reason = $String(object.reason);
            return message;
        };

        /**
         * Creates a plain object from a ResultReply message. Also converts values to other types if specified.
         * @function toObject
         * @memberof result.ResultReply
         * @static
         * @param {result.ResultReply} message ResultReply
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        ResultReply.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.accepted = false;
                object.code = "";
                object.reason = "";
            }
            if (message.accepted != null && $Object.hasOwnProperty.call(message, "accepted"))
                object.accepted = message.accepted;
            if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                object.code = message.code;
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                object.reason = message.reason;
            return object;
        };

        /**
         * Converts this ResultReply to JSON.
         * @function toJSON
         * @memberof result.ResultReply
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        ResultReply.prototype.toJSON = function() {
            return ResultReply.toObject(this, $protobuf.util.toJSONOptions);
        };

        return ResultReply;
    })();

    return result;
})();

export {
  $root as default
};
